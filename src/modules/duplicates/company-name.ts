import {
  beforeBranch,
  branchCount,
  branchWord,
  bracketedForm,
  latinForms,
  legalForm,
  partWord,
  trades,
} from './name-words.ts'
import { nearest, placeAt } from './name-regions.ts'
import { simplified } from './simplified.ts'

/** A company's name taken apart. Two names are the same when core, regions and branch agree. */
export interface CompanyName {
  /** What is left without form, place and branch: 华星科技. */
  core: string
  /** Codes of the places in it, the nearest ones, in order. */
  regions: string[]
  /** 分公司, 办事处 … with its place; empty for the company itself. */
  branch: string
}

/** Takes a name apart, whatever its width, script, case, spaces and punctuation. */
export function takeApart(written: string): CompanyName {
  const even = simplified(written.normalize('NFKC')).toLowerCase().trim()
  const { outside, regions: bracketed } = withoutBrackets(withoutAlias(even))
  const squashed = squash(withoutLatinForms(outside))
  const { main, branch } = splitBranch(squashed)
  const named = withoutForms(main)
  const { rest, codes } = withoutPlaces(named, { most: [...named].length - 2 })
  const core = rest === '' ? squash(even) : rest
  return { core, regions: nearest([...bracketed, ...codes]), branch }
}

/** The one text that all writings of a name share. */
export function nameKey(written: string): string {
  const { core, regions, branch } = takeApart(written)
  return inFigures([core, regions.join(), branch].join('|'))
}

/**
 * What names that are nearly this one have in common with it: the core (another place, a branch), the core with one character too few, too many or
 * wrong in what the company calls itself, and that word alone.
 */
export function nearKeys(written: string): string[] {
  const core = inFigures(takeApart(written).core)
  const own = ownWord(core)
  const characters = [...core]
  const says = [...own].length >= 2 && (own !== core || [...own].length <= 4)
  const keys = [core, ...(says ? [`${own}*`] : [])]
  // A short name may be wrong in any place, a long one in what it calls itself.
  const places = characters.length <= 6 ? characters.length : Math.min([...own].length, 5)
  for (let index = 0; index < places; index++) {
    const without = characters.toSpliced(index, 1)
    if (without.length >= 3) keys.push(without.join(''))
  }
  return [...new Set(keys)]
}

/** 中铁一局 and 中铁1局, 三六零 and 360: figure by figure. */
const inFigures = (text: string): string =>
  text.replace(/[〇零一二三四五六七八九]/gu, figure =>
    String('零一二三四五六七八九'.indexOf(figure === '〇' ? '零' : figure)),
  )

/** What stands before the trade: 华星 of 华星科技. */
function ownWord(core: string): string {
  for (let own = core; ; ) {
    const trade = trades.find(word => own.endsWith(word) && [...own].length - word.length >= 2)
    if (!trade) return own
    own = own.slice(0, -trade.length)
  }
}

const brackets = /[([{<【〔《「『〖]([^()[\]{}<>【】〔〕《》「」『』〖〗]*)[)\]}>】〕》」』〗]/gu

/**
 * Behind its full form a name is over: what follows in Latin letters, or in brackets, is the same name in another language or a note
 * (老客户, 已更名), unless it says a place, a form or which part of the company is meant.
 */
function withoutAlias(even: string): string {
  const [, name = '', added = ''] =
    /^(.*?\p{sc=Han}{2}.*?公司)\s*([^\p{sc=Han}]*\p{sc=Latin}[^\p{sc=Han}]*|[([].*[)\]])$/u.exec(even) ?? []
  if (name === '') return even
  const said = squash(added)
  const isNote =
    !bracketedForm.test(said) && !partWord.test(said) && withoutPlaces(said, { most: said.length }).rest === said
  return isNote ? name : even
}

/** Brackets that hold a place or a form are no part of the name; of others only the brackets go. */
function withoutBrackets(even: string): { outside: string; regions: string[] } {
  const regions: string[] = []
  const outside = even.replace(brackets, (_whole, inner: string) => {
    const said = squash(inner)
    if (bracketedForm.test(said)) return ' '
    const { rest, codes } = withoutPlaces(said, { most: [...said].length })
    if (rest !== '' || codes.length === 0) return said
    regions.push(...codes)
    return ' '
  })
  return { outside, regions }
}

const squash = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

function withoutLatinForms(text: string): string {
  const words = text.split(/[\s.,'’&-]+/u).filter(word => word !== '')
  if (words[0] === 'the' && words.length > 1) words.shift()
  while (words.length > 1 && latinForms.test(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

/** Takes the name of a branch off; a name that is nothing but a branch stays whole. */
function splitBranch(name: string): { main: string; branch: string } {
  const [, head = '', tail = ''] = beforeBranch.exec(name) ?? []
  if (branchWord.test(tail)) return { main: head, branch: branchOf(tail) }
  const word = branchWord.exec(name)?.[0]
  if (!word) return { main: name, branch: '' }
  const before = name.slice(0, -word.length)
  const count = branchCount.exec(before)?.[0] ?? ''
  const main = withoutLastPlaces(before.slice(0, before.length - count.length))
  return [...withoutForms(main)].length < 2
    ? { main: name, branch: '' }
    : { main, branch: branchOf(name.slice(main.length)) }
}

function branchOf(said: string): string {
  const word = branchWord.exec(said)?.[0] ?? ''
  const { rest, codes } = withoutPlaces(said.slice(0, said.length - word.length), { most: said.length })
  return `${nearest(codes).join()}${rest}${word}`
}

/** The name without the places in a row at its end. */
function withoutLastPlaces(name: string): string {
  const characters = [...name]
  for (let start = Math.max(2, characters.length - 14); start <= characters.length - 2; start++) {
    const { rest, codes } = withoutPlaces(characters.slice(start).join(''), { most: characters.length })
    if (rest === '' && codes.length > 0) return characters.slice(0, start).join('')
  }
  return name
}

/** Without forms at its end, and without 集团 wherever it stands; two characters always stay. */
function withoutForms(name: string): string {
  let rest = name
  for (;;) {
    const form = legalForm.exec(rest)?.[0]
    if (!form || [...rest].length - form.length < 2) break
    rest = rest.slice(0, -form.length)
  }
  const plain = rest.replaceAll('集团', '')
  return [...plain].length >= 2 ? plain : rest
}

/** Takes places out, together at most so many characters. */
function withoutPlaces(name: string, { most }: { most: number }): { rest: string; codes: string[] } {
  const characters = [...name]
  const codes: string[] = []
  let rest = ''
  let [taken, isHead, within]: [number, boolean, string | null] = [0, true, null]
  for (let at = 0; at < characters.length; ) {
    const place = placeAt(characters, at, { isHead, within })
    // 中国石油 is called so: only behind a name, or in brackets, does it say which part of a company is meant.
    const isPart =
      place !== null &&
      taken + place.length <= most &&
      !(place.code === 'CN' && isHead && place.length < characters.length)
    if (isPart) {
      codes.push(place.code)
      taken += place.length
      at += place.length
      within = place.code
    } else {
      rest += characters[at]
      at++
      isHead = false
      within = null
    }
  }
  return { rest, codes }
}
