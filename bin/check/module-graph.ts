import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from './sources.ts'
import { isNode, literalText, walk } from './sources.ts'

export interface ModuleGraph {
  /** Folder below src/modules → the folders it declares in `dependsOn`. */
  modules: Map<string, Set<string>>
  problems: string[]
}

/**
 * The modules as they stand in the tree and what each declares to depend on, read from the `defineModule({ name, dependsOn })` of its
 * `index.ts` without running it. Names an unknown dependency, a circle, a module without face or messages.
 */
export async function moduleGraph(root: string, sources: Source[]): Promise<ModuleGraph> {
  const folder = join(root, 'src', 'modules')
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
    : []
  const modules = new Map<string, Set<string>>()
  const problems: string[] = []
  for (const name of names) {
    for (const file of ['index.ts', 'messages.zh.ts', 'messages.en.ts']) {
      if (!existsSync(join(folder, name, file))) problems.push(`src/modules/${name}: ${file} is missing`)
    }
    const index = sources.find(source => source.path === `src/modules/${name}/index.ts`)
    modules.set(name, new Set(index ? dependsOn(index, problems) : []))
  }
  for (const [name, needs] of modules) {
    for (const need of needs)
      if (!modules.has(need)) problems.push(`src/modules/${name}/index.ts: dependsOn names ${need}, which is no module`)
  }
  problems.push(...circles(modules))
  return { modules, problems }
}

function dependsOn(index: Source, problems: string[]): string[] {
  let found: string[] | undefined
  walk(index.program, node => {
    if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.name !== 'defineModule') return
    found = []
    const [declaration] = node.arguments as unknown[]
    if (!isNode(declaration) || declaration.type !== 'ObjectExpression') return
    for (const property of declaration.properties as unknown[]) {
      if (!isNode(property) || !isNode(property.key) || (property.key.name ?? property.key.value) !== 'dependsOn')
        continue
      const list = property.value
      const texts =
        isNode(list) && list.type === 'ArrayExpression' ? (list.elements as unknown[]).map(literalText) : [undefined]
      if (texts.includes(undefined)) problems.push(`${index.path}: dependsOn must be a list of plain names`)
      found = texts.filter(text => text !== undefined)
    }
  })
  if (!found) problems.push(`${index.path}: no defineModule({ … }) in it`)
  return found ?? []
}

function circles(modules: Map<string, Set<string>>): string[] {
  const problems: string[] = []
  const done = new Set<string>()
  const visit = (name: string, path: string[]) => {
    if (path.includes(name)) {
      problems.push(`dependsOn goes in a circle: ${[...path.slice(path.indexOf(name)), name].join(' → ')}`)
      return
    }
    if (done.has(name)) return
    for (const need of modules.get(name) ?? []) visit(need, [...path, name])
    done.add(name)
  }
  for (const name of modules.keys()) visit(name, [])
  return problems
}
