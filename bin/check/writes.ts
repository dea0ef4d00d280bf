import type { CheckOutcome } from './outcome.ts'
import type { Source, SyntaxNode } from './sources.ts'
import { isNode, lineAt, readSources, walk } from './sources.ts'

const sqlWrite =
  /\b(?:(?:insert\s+into|delete\s+from|merge\s+into|truncate\s+table)\b\s*|update\s+(?=[\w."$]+\s+(?:as\s+\w+\s+)?set\b))(?<table>\w*)/gi
const builderWrites = new Set(['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'])

/**
 * Only the platform writes tables: a module that wrote one by itself would slip past scope, history and events. Modules read with
 * SQL as much as they like and write through `records`, but for the tables beside its nouns that a module declares in `ownTables`.
 */
export async function checkWrites(root: string): Promise<CheckOutcome> {
  const { sources, problems } = await readSources(root, 'src')
  const ours = sources.filter(
    source => source.path.startsWith('src/modules/') && !/\.(test|nightly)\.ts$/.test(source.path),
  )
  const own = new Map(ours.filter(isIndex).map(source => [moduleOf(source), ownTablesOf(source)]))
  const findings = [...problems, ...ours.flatMap(source => writesOf(source, own.get(moduleOf(source)) ?? []))]
  return { findings, saw: `${ours.length} files of modules` }
}

const moduleOf = (source: Source): string => source.path.split('/')[2] ?? ''
const isIndex = (source: Source): boolean => /^src\/modules\/[^/]+\/index\.ts$/.test(source.path)

const ownTablesOf = (source: Source): string[] =>
  [...(/\bownTables: \[([^\]]*)\]/.exec(source.text)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, table = '']) => table)

function writesOf(source: Source, ownTables: readonly string[]): string[] {
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
      for (const match of text.matchAll(sqlWrite))
        if (!ownTables.includes(match.groups?.table ?? '')) found(node, match[0].trim())
    }
  })
  return findings
}
