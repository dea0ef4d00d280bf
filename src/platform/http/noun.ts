import { notFound } from '../errors.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

/** The noun whose plural stands in the URL (`product-categories`). Lines have no address of their own. @throws Problem 404 */
export function nounAt(ctx: Context, plural: string): ObjectDefinition {
  const object = [...ctx.catalog.objects.values()].find(one => kebabCase(one.plural) === plural && !one.lineOf)
  if (!object) throw notFound('route')
  return object
}
