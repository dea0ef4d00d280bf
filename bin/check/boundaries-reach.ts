import { browserPlatform, isServerPackage, placeOf } from './boundaries-rules.ts'
import type { ImportEdge } from './imports.ts'

/**
 * Follows what the browser loads, step by step, from every screen and every declaration: however long the way, it must never arrive
 * at server code. Types are erased and not followed.
 */
export function browserReachFindings(edges: ImportEdge[]): string[] {
  const byFile = Map.groupBy(
    edges.filter(edge => !edge.typeOnly && !placeOf(edge.from).isTest),
    edge => edge.from,
  )
  const findings: string[] = []
  const cameFrom = new Map<string, string>()
  const queue = [...byFile.keys()].filter(path => {
    const { zone } = placeOf(path)
    return zone === 'web' || zone === 'module web' || zone === 'declarations'
  })
  const seen = new Set(queue)
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const edge of byFile.get(file) ?? []) {
      const direct = !cameFrom.has(file)
      if (edge.to === undefined) {
        if (!direct && isServerPackage(edge.package ?? ''))
          findings.push(`${way(file)} → ${edge.package}: the browser would load a package of the server`)
        continue
      }
      if (seen.has(edge.to)) continue
      seen.add(edge.to)
      cameFrom.set(edge.to, file)
      const { zone } = placeOf(edge.to)
      const server =
        zone === 'module' || zone === 'composition' || (zone === 'platform' && !browserPlatform.test(edge.to))
      // The first step is told by the rule for that import; here are the ways round it.
      if (server && !direct) findings.push(`${way(edge.to)}: the browser would load server code`)
      else if (!server) queue.push(edge.to)
    }
  }
  return findings

  function way(path: string): string {
    const before = cameFrom.get(path)
    return before === undefined ? path : `${way(before)} → ${path}`
  }
}
