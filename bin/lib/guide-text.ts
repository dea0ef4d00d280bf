import { readFile, writeFile } from 'node:fs/promises'
import { rolesAsMarkdown } from './guide-roles.ts'

const begin = '<!-- roles: written by npm run guide -->'
const end = '<!-- end of roles -->'

/** The guide of a language as it should be: its own text, with the roles that the program really seeds. */
export async function guideText(locale: 'zh' | 'en'): Promise<string> {
  const text = await readFile(pathOf(locale), 'utf8')
  const [from, until] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || until < from) throw new Error(`docs/guide.${locale}.md lacks the marks between which the roles stand`)
  return `${text.slice(0, from + begin.length)}\n\n${rolesAsMarkdown(locale)}\n\n${text.slice(until)}`
}

/** Brings the roles in both guides up to date. */
export async function writeGuides(): Promise<void> {
  for (const locale of ['zh', 'en'] as const) await writeFile(pathOf(locale), await guideText(locale))
}

const pathOf = (locale: string): URL => new URL(`../../docs/guide.${locale}.md`, import.meta.url)
