import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { LoopPlugin, TemplateHandler, TextPlugin } from 'easy-template-x'
import { Problem } from '../../errors.ts'
import { checkDocx } from './check-docx.ts'
import type { TemplateValues } from './template-values.ts'

// The thread in which Word templates are looked at and filled. A template is somebody's file: it is looked at whole before anything is made of it, and nothing
// in it is run or fetched.

/** What is asked: the names in a template, or the template filled. */
export type DocxQuestion =
  | { do: 'look'; template: Uint8Array }
  | { do: 'fill'; template: Uint8Array; values: TemplateValues }

/** Names in the order in which they stand; `#` and `/` begin and end what is repeated. Or what is wrong with the file. */
export type DocxAnswer =
  | { tags: string[] }
  | { docx: Uint8Array }
  | { problem: { code: string; params: Record<string, unknown> } }

const handler = new TemplateHandler({
  plugins: [new LoopPlugin(), new TextPlugin()],
  defaultContentType: 'text',
  containerContentType: 'loop',
  // Tables within tables within text boxes; its own limit of 20 is less than Word makes of an ordinary letter.
  maxXmlDepth: 200,
  scopeDataResolver: ({ strPath, data }) => valueAt(strPath.map(String), data as TemplateValues),
})

parentPort?.on('message', ({ id, asked }: { id: number; asked: DocxQuestion }) => void answer(id, asked))
parentPort?.postMessage('ready')

async function answer(id: number, asked: DocxQuestion): Promise<void> {
  try {
    parentPort?.postMessage({ id, answer: await answered(asked) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

async function answered(asked: DocxQuestion): Promise<DocxAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-docx-'))
  try {
    const path = join(folder, 'template.docx')
    await writeFile(path, asked.template)
    await checkDocx(path)
    const template = Buffer.from(asked.template)
    if (asked.do === 'fill') return { docx: await handler.process(template, asked.values) }
    const tags = (await handler.parseTags(template)).map(({ disposition, name }) => `${marks[disposition]}${name}`)
    assertClosed(tags)
    // Filled with nothing, so that what cannot be filled is said before it is needed.
    await handler.process(template, {})
    return { tags }
  } catch (error) {
    const problem = problemOf(error)
    if (problem) return { problem: { code: problem.code, params: problem.params } }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const marks = { Open: '#', Close: '/', SelfClosed: '' } as const

/** What begins must end, the innermost first. @throws Problem `print_template.syntax` */
function assertClosed(tags: readonly string[]): void {
  const open: string[] = []
  for (const tag of tags) {
    if (tag.startsWith('#')) open.push(tag.slice(1))
    else if (tag.startsWith('/') && open.pop() !== tag.slice(1)) throw syntax(`{${tag}}`)
  }
  const [left] = open
  if (left !== undefined) throw syntax(`{#${left}}`)
}

const syntax = (text: string): Problem => new Problem(422, 'print_template.syntax', { params: { text } })

/** What whoever made the template can mend: braces and tables that are not closed. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (!(error instanceof Error)) return null
  if (
    !/TagError|DelimiterError|TagOptionsParseError|TemplateSyntaxError/.test(`${error.name} ${error.constructor.name}`)
  )
    return null
  return syntax(error.message.slice(0, 200))
}

/**
 * The value of a tag: the innermost row that knows it, then what is around it. Only what was put there for templates is ever found: names of JavaScript's own
 * (`constructor`) are names like all others.
 */
function valueAt(path: readonly string[], data: TemplateValues): string | TemplateValues[] {
  const tag = path.at(-1) ?? ''
  const scopes: TemplateValues[] = [data]
  let around: unknown = data
  for (const step of path.slice(0, -1)) {
    around = own(around, step)
    if (typeof around === 'object' && around !== null && !Array.isArray(around)) scopes.push(around as TemplateValues)
  }
  for (const scope of scopes.toReversed()) {
    const found = own(scope, tag)
    if (typeof found === 'string' || Array.isArray(found)) return found as string | TemplateValues[]
  }
  return ''
}

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
