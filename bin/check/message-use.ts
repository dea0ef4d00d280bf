import type { Source, SyntaxNode } from './sources.ts'
import { isNode, lineAt, walk } from './sources.ts'

/** A message that the code asks for: `pattern` matches its key, with any word where the code computes a part. */
export interface KeyUse {
  pattern: RegExp
  shown: string
  where: string
}

/** Functions whose first argument is a problem code, and those whose first argument is a key. */
const takesCode = new Set(['badRequest', 'conflict', 'refused'])
const takesKey = new Set(['t'])

/** Every problem code and every message key that stands in this source. A key that is only passed on says nothing and is left out. */
export function usedKeys(source: Source): KeyUse[] {
  if (/\.(test|nightly)\.tsx?$/.test(source.path)) return []
  const uses: KeyUse[] = []
  // Other functions of this name put the noun before the key.
  const saysWholeKeys = source.text.includes("sentences.ts'") || source.path.endsWith('/sentences.ts')
  const add = (argument: unknown, prefix: string) => {
    for (const { text, pattern } of keysIn(argument)) {
      const escaped = prefix.replaceAll('.', '\\.')
      uses.push({
        pattern: new RegExp(`^${escaped}${pattern}$`),
        shown: prefix + text,
        where: `${source.path}:${lineAt(source, (argument as SyntaxNode).start)}`,
      })
    }
  }
  walk(source.program, node => {
    const args = (node.arguments ?? []) as unknown[]
    if (node.type === 'NewExpression' && nameOf(node.callee) === 'Problem') add(args[1], 'problems.')
    if (node.type === 'CallExpression' && takesCode.has(nameOf(node.callee))) add(args[0], 'problems.')
    if (node.type === 'CallExpression' && takesKey.has(nameOf(node.callee))) add(args[0], '')
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'translate') add(args[1], '')
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'say' && saysWholeKeys) add(args[0], '')
    if (node.type === 'ObjectExpression') {
      const properties = new Map(
        (node.properties as SyntaxNode[]).map(property => [nameOf(property.key), property.value]),
      )
      // A field problem: `{ path: 'amount', code: 'field.required' }`.
      if (properties.has('path') && properties.has('code')) add(properties.get('code'), 'problems.')
    }
  })
  return uses
}

/** The keys an expression may give: a literal, both arms of a choice, or a template with computed parts. */
function keysIn(node: unknown): { text: string; pattern: string }[] {
  if (!isNode(node)) return []
  if (node.type === 'Literal' && typeof node.value === 'string')
    return [{ text: node.value, pattern: escapeText(node.value) }]
  if (node.type === 'ConditionalExpression') return [...keysIn(node.consequent), ...keysIn(node.alternate)]
  if (node.type === 'TemplateLiteral') {
    const texts = (node.quasis as { value: { cooked: string } }[]).map(quasi => quasi.value.cooked)
    return [{ text: texts.join('…'), pattern: texts.map(escapeText).join('[\\w.-]+') }]
  }
  return []
}

const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'Literal') return String(node.value)
  return ''
}
