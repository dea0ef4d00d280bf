import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { declaredLabels } from './labels.ts'
import { usedKeys } from './message-use.ts'
import type { CheckOutcome } from './outcome.ts'
import { listFiles, readSources } from './sources.ts'

/** One message: its text and the file that holds it. */
interface Message {
  text: string
  file: string
}

/**
 * Both languages are whole: the same keys in each, the same placeholders in each text, no Chinese in the English, no empty text; and
 * every label that a declaration needs, every problem code and every key that a screen names has its message.
 */
export async function checkMessages(root: string): Promise<CheckOutcome> {
  const files = await listFiles(root, 'src')
  const findings: string[] = []
  const zh = await readMessages(root, files, { ending: '.zh.ts', findings })
  const en = await readMessages(root, files, { ending: '.en.ts', findings })
  if (zh.size === 0) findings.push('no message file *.zh.ts below src')

  for (const [key, { file }] of zh) if (!has(en, key)) findings.push(`${file}: ${key} has no English`)
  for (const [key, { file }] of en) if (!has(zh, key)) findings.push(`${file}: ${key} has no Chinese`)
  for (const [key, { text, file }] of en) {
    if (/[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]/.test(text))
      findings.push(`${file}: ${key} has Chinese in its English: ${text}`)
    const chinese = zh.get(key) ?? zh.get(`${key.replace(plural, '')}_other`)
    const differing = chinese ? difference(placeholders(text), placeholders(chinese.text)) : new Set()
    // "1 record" need not name its count.
    if (key.endsWith('_one')) differing.delete('count')
    if (differing.size > 0)
      findings.push(`${file}: ${key}: the languages differ in the placeholder ${[...differing].join(', ')}`)
  }
  for (const [key, { text, file }] of [...zh, ...en]) {
    if (text.trim() === '') findings.push(`${file}: ${key} is empty`)
    if (text.includes('{{')) findings.push(`${file}: ${key} writes a parameter as {{…}}; ours are written {name}`)
  }

  const labels = await declaredLabels(root, files)
  for (const { keys, why } of labels.needed) {
    if (!keys.some(key => has(zh, key))) findings.push(`${why}: the label ${keys[0]} is missing`)
  }

  const { sources, problems } = await readSources(root, 'src')
  findings.push(...problems)
  const used = sources.flatMap(usedKeys)
  for (const { pattern, shown, where } of used) {
    if (![...zh.keys()].some(key => pattern.test(key) || pattern.test(key.replace(plural, ''))))
      findings.push(`${where}: there is no message ${shown}`)
  }
  return {
    findings: [...new Set(findings)],
    saw: `${zh.size} messages, ${labels.objects} nouns, ${labels.needed.length} labels, ${used.length} uses`,
  }
}

const plural = /_(zero|one|two|few|many|other)$/

/** A counted message may have other plural forms in the other language. */
const has = (messages: Map<string, Message>, key: string): boolean =>
  messages.has(key) || messages.has(key.replace(plural, '')) || messages.has(`${key.replace(plural, '')}_other`)

const difference = (a: Set<string>, b: Set<string>): Set<string> =>
  new Set([...a, ...b].filter(name => !(a.has(name) && b.has(name))))

const placeholders = (text: string): Set<string> =>
  new Set([...text.matchAll(/\{\s*([\w.]+)[^}]*\}/g)].map(match => match[1] ?? ''))

async function readMessages(
  root: string,
  files: string[],
  { ending, findings }: { ending: string; findings: string[] },
): Promise<Map<string, Message>> {
  const messages = new Map<string, Message>()
  for (const file of files.filter(path => path.endsWith(ending))) {
    const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
    for (const [key, text] of Object.values(exported).flatMap(value => flatten(value, ''))) {
      const twin = messages.get(key)
      if (twin) findings.push(`${file}: ${key} is also in ${twin.file}`)
      messages.set(key, { text, file })
    }
  }
  return messages
}

function flatten(value: unknown, prefix: string): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix ? `${prefix}.${key}` : key))
}
