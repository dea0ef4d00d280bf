import type { ImportEdge } from './imports.ts'
import { importReader } from './imports.ts'
import { browserReachFindings } from './boundaries-reach.ts'
import { findingsOfEdge } from './boundaries-rules.ts'
import { moduleGraph } from './module-graph.ts'
import type { CheckOutcome } from './outcome.ts'
import { readSources } from './sources.ts'

/**
 * Who may know whom (docs/architecture.md), on resolved paths: type imports, re-exports, dynamic imports and globs count like any
 * other. Fails also when it could not read every file below `src`, so that it can never be green by seeing nothing.
 */
export async function checkBoundaries(root: string): Promise<CheckOutcome> {
  const { sources, problems } = await readSources(root, 'src')
  const findings = [...problems]
  if (sources.length === 0) findings.push('no file below src was read')

  const read = await importReader(root)
  const edges: ImportEdge[] = []
  for (const source of sources) {
    const imports = read(source)
    findings.push(...imports.problems)
    edges.push(...imports.edges)
  }

  const graph = await moduleGraph(root, sources)
  findings.push(...graph.problems)
  for (const edge of edges) {
    for (const rule of findingsOfEdge(edge, graph))
      findings.push(`${edge.from}:${edge.line}: imports ${edge.specifier}: ${rule}`)
  }
  findings.push(...browserReachFindings(edges))
  return { findings, saw: `${sources.length} files, ${edges.length} imports, ${graph.modules.size} modules` }
}
