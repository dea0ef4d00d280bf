import { existsSync, globSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Source, SyntaxNode } from './sources.ts'
import { isNode, lineAt, literalText, walk } from './sources.ts'

/** One edge: a file of the project (relative path), a package, or nothing that exists. */
export interface ImportEdge {
  from: string
  line: number
  specifier: string
  /** Erased before running: `import type`, `import { type X }`, `typeof import('…')`, `import('…').X` as a type. */
  typeOnly: boolean
  /** The file it leads to, relative to the root, when it is one of the project. */
  to?: string
  /** The package (or `node:…`), when it is not. */
  package?: string
}

interface RawImport {
  specifier: string
  typeOnly: boolean
  offset: number
}

/** Reads package.json's `imports` and gives the function that finds every import of a file, resolved as Node resolves it. */
export async function importReader(
  root: string,
): Promise<(source: Source) => { edges: ImportEdge[]; problems: string[] }> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    imports?: Record<string, string>
  }
  const aliases = Object.entries(manifest.imports ?? {}).map(([key, target]) => ({
    prefix: key.replace('*', ''),
    target: target.replace('*', ''),
  }))
  aliases.sort((a, b) => b.prefix.length - a.prefix.length)
  const realRoot = realpathSync(root)

  const fileAt = (absolute: string): string | undefined =>
    existsSync(absolute) ? relative(realRoot, realpathSync(absolute)).split(sep).join('/') : undefined

  return source => {
    const { raw, problems } = rawImports(source)
    const edges: ImportEdge[] = []
    for (const { specifier, typeOnly, offset } of raw) {
      const edge: ImportEdge = { from: source.path, line: lineAt(source, offset), specifier, typeOnly }
      const bare = specifier.replace(/\?.*$/, '')
      const alias = aliases.find(candidate => bare.startsWith(candidate.prefix))
      const local = alias
        ? join(root, alias.target, bare.slice(alias.prefix.length))
        : bare.startsWith('.')
          ? join(root, dirname(source.path), bare)
          : undefined
      if (local !== undefined) {
        const to = fileAt(local)
        if (to === undefined) problems.push(`${source.path}:${edge.line}: ${specifier} leads to no file`)
        else edges.push({ ...edge, to })
      } else if (bare.startsWith('#') || bare.startsWith('/')) {
        problems.push(`${source.path}:${edge.line}: ${specifier} is no alias of package.json`)
      } else edges.push({ ...edge, package: packageName(bare) })
    }
    return { edges, problems }
  }

  function rawImports(source: Source): { raw: RawImport[]; problems: string[] } {
    const raw: RawImport[] = []
    const problems: string[] = []
    walk(source.program, node => {
      const found = importOf(node)
      if (found === 'computed') {
        problems.push(
          `${source.path}:${lineAt(source, node.start)}: an import of a computed path cannot be checked; name the file`,
        )
      } else if (found && 'glob' in found) {
        for (const path of globSync(found.glob, { cwd: join(root, dirname(source.path)) })) {
          raw.push({ specifier: path.startsWith('.') ? path : `./${path}`, typeOnly: false, offset: node.start })
        }
      } else if (found) raw.push({ ...found, offset: node.start })
    })
    // The parser is believed only as far as the text agrees: a line that begins with `import … from` must have been seen as one.
    const written = source.text.match(/^(?:import|export)\b[^'"()]*?\bfrom\s+['"]/gm)?.length ?? 0
    if (raw.length < written)
      problems.push(`${source.path}: ${written} imports in the text, only ${raw.length} understood`)
    return { raw, problems }
  }
}

function importOf(
  node: SyntaxNode,
): { specifier: string; typeOnly: boolean } | { glob: string[] } | 'computed' | undefined {
  switch (node.type) {
    case 'ImportDeclaration': {
      const names = node.specifiers as { importKind?: string }[]
      const typeOnly =
        node.importKind === 'type' || (names.length > 0 && names.every(name => name.importKind === 'type'))
      return named(node.source, typeOnly)
    }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? named(node.source, node.exportKind === 'type') : undefined
    case 'ImportExpression':
      return named(node.source, false)
    case 'TSImportType':
      return named(node.source ?? node.argument, true)
    case 'CallExpression': {
      if (calleeText(node.callee) === 'import.meta.glob') {
        const [pattern] = node.arguments as unknown[]
        const patterns =
          isNode(pattern) && pattern.type === 'ArrayExpression' ? (pattern.elements as unknown[]) : [pattern]
        const texts = patterns.map(literalText)
        return texts.every(text => text !== undefined) ? { glob: texts } : 'computed'
      }
      return calleeText(node.callee) === 'require' ? named((node.arguments as unknown[])[0], false) : undefined
    }
    case 'NewExpression': {
      // `new Worker(new URL('./page.ts', import.meta.url))` runs that file as surely as an import does.
      const [path, from] = node.arguments as unknown[]
      if (calleeText(node.callee) !== 'URL' || calleeText(from) !== 'import.meta.url') return undefined
      const specifier = literalText(path)
      return specifier && /\.[mc]?[jt]sx?$/.test(specifier) ? { specifier, typeOnly: false } : undefined
    }
    default:
      return undefined
  }
}

function named(source: unknown, typeOnly: boolean): { specifier: string; typeOnly: boolean } | 'computed' {
  const node = isNode(source) && source.type === 'TSLiteralType' ? source.literal : source
  const specifier = literalText(node)
  return specifier === undefined ? 'computed' : { specifier, typeOnly }
}

/** `import.meta.glob`, `import.meta.url`, `require`, `URL` as text. */
function calleeText(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'MetaProperty') return 'import.meta'
  if (node.type === 'MemberExpression' && isNode(node.property))
    return `${calleeText(node.object)}.${calleeText(node.property)}`
  return ''
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
