import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

it('a product has a category, a price in a currency, and goes on and off the shelf', async () => {
  const { chen, li } = company.as
  const category = await chen.post('/api/product-categories', { name: '服务器' })
  const product = await chen.post('/api/products', {
    name: 'GTX Pro',
    code: 'G-1',
    category: category.id,
    listPrice: '4821',
  })
  expect(product).toMatchObject({
    listPrice: '4821.00',
    currency: 'CNY',
    state: 'onSale',
    category: { title: '服务器' },
    can: expect.arrayContaining(['takeOffSale']),
  })
  expect(await chen.post(`/api/products/${product.id}/takeOffSale`)).toMatchObject({ state: 'offSale' })
  expect((await chen.post(`/api/products/${product.id}/takeOffSale`, {}, 409)).code).toBe('verb_not_possible')
  expect(await li.get(`/api/products/${product.id}`)).toMatchObject({ name: 'GTX Pro', can: [] })
  await li.patch(`/api/products/${product.id}`, { listPrice: '1' }, 403)
  await chen.delete(`/api/product-categories/${category.id}`, 409)
})
