import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { parseSync } from 'oxc-parser'

/** A node of the syntax tree, as far as the checks look at it. */
export interface SyntaxNode {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/** A parsed source file; `path` is relative to the root, with `/`. */
export interface Source {
  path: string
  text: string
  program: SyntaxNode
}

const code = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/
const notCode = /\.(css|json|html|svg|png|jpg|webp|ico|woff2|ttf|md|sql|csv|txt)$/

/**
 * Parses every code file below `root/folder`. `problems` names what could not be read, and files of a kind that nobody knows: such a
 * file may hold imports that the check would not see.
 */
export async function readSources(root: string, folder: string): Promise<{ sources: Source[]; problems: string[] }> {
  const sources: Source[] = []
  const problems: string[] = []
  for (const path of await listFiles(root, folder)) {
    if (notCode.test(path)) continue
    if (!code.test(path)) {
      problems.push(`${path}: a kind of file that this check does not know`)
      continue
    }
    const text = await readFile(join(root, path), 'utf8')
    const parsed = parseSync(path, text)
    if (parsed.errors.length > 0) problems.push(`${path}: ${parsed.errors[0]?.message}`)
    else sources.push({ path, text, program: parsed.program as unknown as SyntaxNode })
  }
  return { sources, problems }
}

/** Every file below `root/folder`, relative to the root, sorted. A missing folder is an error, not an empty answer. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Visits a node and everything below it, parents first. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node)
  for (const key in node) {
    const child = node[key]
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) walk(item, visit)
    } else if (isNode(child)) walk(child, visit)
  }
}

/** The text of a string literal, or of a template without expressions; else undefined. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && (node.expressions as unknown[]).length === 0) {
    const [quasi] = node.quasis as { value: { cooked: string } }[]
    return quasi?.value.cooked
  }
  return undefined
}

/** The 1-based line of an offset. */
export function lineAt(source: Source, offset: number): number {
  return source.text.slice(0, offset).split('\n').length
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
