/**
 * Who owns what was merged: a record that lay in a pool leaves it with its new owner, and nobody's record takes the owner away from one that has one.
 * For `complete` of a merge.
 */
export function settleMergedOwner(
  values: Record<string, unknown>,
  into: Record<string, unknown>,
): Record<string, unknown> {
  if (!('owner' in values)) return values
  const { owner, ...others } = values
  if (owner === null) return others
  return into.pool ? { ...values, pool: null, enteredPoolAt: null, poolCause: null } : values
}
