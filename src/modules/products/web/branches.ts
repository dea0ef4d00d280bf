/** A category as the tree is told of it. */
export interface Category {
  id: string
  name: string
  parent: string | null
  version: number
  /** How many products stand in it itself. */
  products: number
}

/** A category with what stands below it. */
export interface Branch extends Category {
  below: Branch[]
  /** Products of the whole branch. */
  all: number
}

/** Categories as a tree, in the order in which they came; what names a parent that is not there stands at the top. */
export function branchesOf(categories: readonly Category[]): Branch[] {
  const known = new Set(categories.map(one => one.id))
  const under = Map.groupBy(categories, one => (one.parent && known.has(one.parent) ? one.parent : ''))
  const build = (parent: string): Branch[] =>
    (under.get(parent) ?? []).map(one => {
      const below = build(one.id)
      return { ...one, below, all: one.products + below.reduce((sum, branch) => sum + branch.all, 0) }
    })
  return build('')
}

/** The ids of a branch: its category and all below. */
export const idsIn = (branch: Branch): string[] => [branch.id, ...branch.below.flatMap(idsIn)]

/** The branches in a row, with how deep they stand. */
export const inARow = (branches: readonly Branch[], depth = 0): { branch: Branch; depth: number }[] =>
  branches.flatMap(branch => [{ branch, depth }, ...inARow(branch.below, depth + 1)])
