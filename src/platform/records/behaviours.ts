import type { ObjectBehaviour } from './module.ts'

/**
 * What all modules add to the writing of each noun, as one behaviour per noun: each is asked in the order of the modules, so whoever builds on
 * another module's noun finds what that module derived.
 */
export function behavioursOf(
  declared: readonly Readonly<Record<string, ObjectBehaviour>>[],
): Readonly<Record<string, ObjectBehaviour>> {
  const nouns = new Set(declared.flatMap(behaviour => Object.keys(behaviour)))
  return Object.fromEntries(
    [...nouns].map(noun => [noun, together(declared.flatMap(behaviour => behaviour[noun] ?? []))]),
  )
}

function together(several: readonly ObjectBehaviour[]): ObjectBehaviour {
  const [only] = several
  if (several.length === 1 && only) return only
  const conditions = several.flatMap(one => Object.keys(one.conditions ?? {}))
  const twice = conditions.find((name, index) => conditions.indexOf(name) !== index)
  if (twice) throw new Error(`two modules declare the condition ${twice} of one noun`)
  const approvals = several.flatMap(({ approval }) => approval ?? [])
  if (approvals.length > 1) throw new Error('two modules declare how one noun is approved')
  return {
    ...(approvals[0] ? { approval: approvals[0] } : {}),
    derive: async (ctx, drafts) => {
      for (const { derive } of several) await derive?.(ctx, drafts)
    },
    settle: async (ctx, written) => {
      for (const { settle } of several) await settle?.(ctx, written)
    },
    keep: async (ctx, ids) => {
      for (const { keep } of several) await keep?.(ctx, ids)
    },
    readmit: async (ctx, record) => {
      for (const { readmit } of several) await readmit?.(ctx, record)
    },
    absorb: async (ctx, merged) => {
      for (const { absorb } of several) await absorb?.(ctx, merged)
    },
    beside: Object.assign({}, ...several.map(one => one.beside ?? {})),
    check: draft => several.flatMap(({ check }) => check?.(draft) ?? []),
    conditions: Object.assign({}, ...several.map(one => one.conditions ?? {})),
  }
}
