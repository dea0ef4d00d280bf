import { expect, test } from 'vitest'
import { pageErrors } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

// Whatever happens between a form and the server: what a person made once is there once.
const { company, li, customer } = recordScreens()

const named = async (name: string): Promise<unknown[]> => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))
  return (await company().as.chen.get(`/api/customers?filter=${filter}`)).records
}

test('the answer is lost on the way: the form says so, is sent again, and there is one customer', async () => {
  const page = await li('/o/customers')
  let lost = 0
  await page.route('**/api/customers', async route => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost++
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: '新建客户' }).first().click()
  const form = page.getByRole('form', { name: '新建客户' })
  await form.getByLabel('客户名称').fill('断线再来')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.getByRole('alert').first().waitFor()
  await expect.poll(() => named('断线再来')).toHaveLength(1)
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { name: '断线再来', level: 1 }).waitFor()
  expect(lost).toBe(1)
  expect(await named('断线再来')).toHaveLength(1)
  expect(pageErrors(page).filter(error => !/ERR_CONNECTION|Failed to load/.test(error))).toEqual([])
})

test('two clicks are one follow-up; the same words written again are a second one', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}`)
  const followUps = async (): Promise<number> => (await company().as.li.get(`/api/activities?count=1`)).count.value
  const send = page.getByRole('button', { name: '记录', exact: true })
  await page.getByRole('textbox', { name: '写跟进' }).fill('电话聊过')
  await send.dblclick()
  await expect.poll(followUps).toBe(1)
  // Sent and emptied: what is typed now is a new one.
  await expect.poll(() => page.getByRole('textbox', { name: '写跟进' }).inputValue()).toBe('')
  await page.getByRole('textbox', { name: '写跟进' }).fill('电话聊过')
  await send.click()
  await expect.poll(followUps).toBe(2)
})
