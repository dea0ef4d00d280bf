import type { CheckOutcome } from './outcome.ts'
import type { Source, SyntaxNode } from './sources.ts'
import { isNode, lineAt, readSources, walk } from './sources.ts'

const sqlWrite =
  /\b(insert\s+into|delete\s+from|merge\s+into|truncate\s+table|update\s+[\w."$]+\s+(as\s+\w+\s+)?set)\b/i
const builderWrites = new Set(['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'])

/**
 * Only the platform writes tables: a module that wrote one by itself would slip past scope, history and events. Modules read with
 * SQL as much as they like and write through `records`.
 */
export async function checkWrites(root: string): Promise<CheckOutcome> {
  const { sources, problems } = await readSources(root, 'src')
  const ours = sources.filter(
    source => source.path.startsWith('src/modules/') && !/\.(test|nightly)\.ts$/.test(source.path),
  )
  const findings = [...problems, ...ours.flatMap(writesOf)]
  return { findings, saw: `${ours.length} files of modules` }
}

function writesOf(source: Source): string[] {
  const findings: string[] = []
  const found = (node: SyntaxNode, what: string) =>
    findings.push(
      `${source.path}:${lineAt(source, node.start)}: ${what}: a module writes through #platform/records alone`,
    )
  walk(source.program, node => {
    if (node.type === 'CallExpression' && isNode(node.callee) && isNode(node.callee.property)) {
      const name = node.callee.property.name as string
      if (builderWrites.has(name)) found(node, `.${name}()`)
    }
    // Only what is handed to `sql`, so that a message or a comment may speak of such things.
    if (node.type === 'TaggedTemplateExpression' && isNode(node.quasi)) {
      const text = (node.quasi.quasis as { value: { raw: string } }[]).map(quasi => quasi.value.raw).join('x')
      const match = sqlWrite.exec(text)
      if (match) found(node, match[0])
    }
  })
  return findings
}
