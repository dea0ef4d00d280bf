import { Problem } from '../../../errors.ts'
import { damaged } from './zip-file.ts'

/** Told of what stands in an XML text, in its order. Names come without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: string): void
  close(name: string): void
  /** Text may come in several pieces. */
  text(text: string): void
}

/** A tag or comment may be so long; a longer one is no work of a spreadsheet program. */
const LONGEST_MARKUP = 1_000_000

/**
 * Reads XML as its bytes come and keeps nothing but an unfinished tag. There are no entities but the five of XML: a document type is
 * refused (Problem `import.workbook_hostile`), so nothing can be fetched or multiplied.
 */
export async function readXml(bytes: AsyncIterable<Buffer>, events: XmlEvents): Promise<void> {
  for await (const _ of xmlSteps(bytes, events)) continue
}

/** The same, a step for every piece of the text: what the events have gathered may be taken between steps. */
export async function* xmlSteps(
  bytes: AsyncIterable<Buffer>,
  events: XmlEvents,
): AsyncGenerator<void, void, undefined> {
  let decoder: TextDecoder | undefined
  let rest = ''
  for await (const chunk of bytes) {
    decoder ??= decoderFor(chunk)
    rest = consume(rest + decoder.decode(chunk, { stream: true }), events)
    yield
  }
  if (consume(rest + (decoder?.decode() ?? ''), events).trim() !== '') throw damaged()
  yield
}

/** UTF-8, or UTF-16 by its mark. */
function decoderFor(start: Buffer): TextDecoder {
  const wide =
    start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : null
  return new TextDecoder(wide ?? 'utf-8')
}

/** Tells of all that is complete; gives what is not. */
function consume(text: string, events: XmlEvents): string {
  let at = 0
  for (;;) {
    const start = text.indexOf('<', at)
    if (start === -1) {
      // An entity may be cut in two.
      const cut = text.indexOf('&', Math.max(at, text.length - 12))
      const end = cut === -1 ? text.length : cut
      if (end > at) events.text(decoded(text.slice(at, end)))
      return text.slice(end)
    }
    if (start > at) events.text(decoded(text.slice(at, start)))
    const end = markup(text, start, events)
    if (end === -1) {
      if (text.length - start > LONGEST_MARKUP) throw damaged()
      return text.slice(start)
    }
    at = end
  }
}

/** Tells of the markup that begins there and gives where it ends, or -1 when that has not come yet. */
function markup(text: string, start: number, events: XmlEvents): number {
  const kind = text.charCodeAt(start + 1)
  if (kind === QUESTION) return after(text, '?>', start)
  if (kind === EXCLAMATION) {
    if (text.startsWith('<!--', start)) return after(text, '-->', start + 4)
    if (text.startsWith('<![CDATA[', start)) {
      const end = after(text, ']]>', start)
      if (end !== -1) events.text(text.slice(start + 9, end - 3))
      return end
    }
    if (text.length - start < 9) return -1
    throw new Problem(422, 'import.workbook_hostile')
  }
  const end = tagEnd(text, start)
  if (end === -1) return -1
  if (kind === SLASH) {
    events.close(localName(text.slice(start + 2, end).trimEnd()))
    return end + 1
  }
  const isEmpty = text.charCodeAt(end - 1) === SLASH
  const tag = text.slice(start + 1, isEmpty ? end - 1 : end)
  const space = tag.search(/\s/)
  const name = localName(space === -1 ? tag : tag.slice(0, space))
  events.open(name, space === -1 ? '' : tag.slice(space))
  if (isEmpty) events.close(name)
  return end + 1
}

const [QUESTION, EXCLAMATION, SLASH] = [63, 33, 47]

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from)
  return at === -1 ? -1 : at + mark.length
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** A `>` inside of quotes ends nothing. */
function tagEnd(text: string, start: number): number {
  for (let end = text.indexOf('>', start); end !== -1; end = text.indexOf('>', end + 1))
    if (!isInsideQuotes(text, start, end)) return end
  return -1
}

function isInsideQuotes(text: string, start: number, end: number): boolean {
  let quote = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code !== 34 && code !== 39) continue
    if (quote === 0) quote = code
    else if (quote === code) quote = 0
  }
  return quote !== 0
}

/** The value of an attribute, or undefined. A name without prefix also finds `r:id` when asked for `:id`. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`\\s${name.startsWith(':') ? '[\\w.-]+' : ''}${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    patterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? decoded(found[1] ?? found[2] ?? '') : undefined
}
const patterns = new Map<string, RegExp>()

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (all, hex, number, name) => {
    if (name) return named[name as string] ?? all
    const code = hex ? Number.parseInt(hex, 16) : Number(number)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
  })
}
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
