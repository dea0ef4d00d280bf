import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckOutcome } from './outcome.ts'

const documents = ['docs/architecture.md', 'README.md', 'CONTRIBUTING.md']

/** What the documents call by name must exist: paths in backticks, and `npm run …` scripts. `<name>` and `*` stand for anything. */
export async function checkDocs(root: string): Promise<CheckOutcome> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const findings: string[] = []
  let named = 0
  for (const document of documents) {
    if (!existsSync(join(root, document))) {
      findings.push(`${document} is missing`)
      continue
    }
    const lines = (await readFile(join(root, document), 'utf8')).split('\n')
    for (const [index, line] of lines.entries()) {
      for (const path of pathsIn(line)) {
        named++
        if (!leadsSomewhere(root, path)) findings.push(`${document}:${index + 1}: ${path} does not exist`)
      }
      for (const [, script] of line.matchAll(/npm run ([\w:-]+)/g)) {
        named++
        if (script && !(script in scripts))
          findings.push(`${document}:${index + 1}: there is no script ${script} in package.json`)
      }
    }
  }
  if (named === 0) findings.push('the documents name no file at all; this check saw nothing')
  return { findings, saw: `${named} names in ${documents.length} documents` }
}

function pathsIn(line: string): string[] {
  const quoted = [...line.matchAll(/`((?:src|bin|db|docs|test|bench)\/[^`\s]*)`/g)].map(match => match[1] ?? '')
  const linked = [...line.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].map(match => match[1] ?? '')
  return [...quoted, ...linked]
}

function leadsSomewhere(root: string, path: string): boolean {
  const plain = path.replace(/[,.;:]+$/, '')
  const pattern = plain.replaceAll(/<[^>]*>|…/g, '*')
  if (!/[*{]/.test(pattern)) return existsSync(join(root, plain)) || existsSync(join(root, 'docs', plain))
  return globSync(pattern.replace(/\/$/, ''), { cwd: root }).length > 0
}
