import { sql } from 'kysely'
import { z } from 'zod'
import { visible } from '#platform/access/visible.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { text, uuid, whole } from '#platform/http/shapes.ts'
import type { Context } from '#platform/records/index.ts'
import { product, productCategory } from './product.object.ts'

const answer = z.object({
  categories: z.array(z.object({ id: uuid, name: text, parent: uuid.nullable(), version: whole, products: whole })),
})

/** `GET /api/product-categories/tree`: every category with its parent and how many products stand in it itself. */
export function categoryRoutes(server: ApiServer): void {
  server.get(
    '/api/product-categories/tree',
    says({ id: 'productCategories.tree', answer, of: ['productCategory'] }),
    async request => ({ categories: await categories(await contextOf(request)) }),
  )
}

async function categories(ctx: Context): Promise<z.output<typeof answer>['categories']> {
  const { rows } = await sql<z.output<typeof answer>['categories'][number]>`
    select c.id, c.name, c.parent_id as parent, c.version,
      (select count(*)::int from products p where p.category_id = c.id and ${visible(ctx, product, 'p')}) as products
    from product_categories c where ${visible(ctx, productCategory, 'c')}
    order by c.name collate "zh-x-icu", c.id limit 2000`.execute(ctx.db)
  return rows
}
