import { expect, test } from 'vitest'
import { browserClient } from './browser-client.ts'
import { openTestCompany, testPassword } from './company.ts'

test('a test company has its people, each signed in, each with his rights, and is closed to the next one’s', async () => {
  const [one, two] = [await openTestCompany(), await openTestCompany({ name: '第二公司', baseCurrency: 'USD' })]
  expect(await one.as.li.get('/api/session')).toMatchObject({
    user: { id: one.as.li.id, name: '李强' },
    company: { name: '海天科技', baseCurrency: 'CNY' },
    permissions: { 'customer.read': 'own' },
  })
  expect(await one.as.qian.get('/api/session')).toMatchObject({ permissions: {} })
  expect(await two.as.li.get('/api/session')).toMatchObject({ company: { name: '第二公司', baseCurrency: 'USD' } })

  const { id } = await one.as.li.post('/api/customers', { name: '海天味业' }, 201)
  expect(await one.as.wang.get(`/api/customers/${id}`, 200)).toMatchObject({
    name: '海天味业',
    owner: { id: one.as.li.id },
  })
  await one.as.zhao.get(`/api/customers/${id}`, 404)
  await one.as.qian.get(`/api/customers/${id}`, 404)
  await two.as.chen.get(`/api/customers/${id}`, 404)

  const browser = browserClient(one.url)
  const reply = await browser.ask('POST', '/api/session', { login: one.as.zhao.login, password: testPassword })
  expect(reply).toMatchObject({ status: expect.toSatisfy(status => status < 300), body: { user: { name: '赵敏' } } })
})
