import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

// Nobody follows a customer that somebody else has, and what is there twice becomes one.
const { company, at, customer, customerNow } = recordScreens()

test('who types the name of another one’s customer learns whose he is, and asks to collaborate', async () => {
  const { li } = company().as
  const { id } = await customer({ name: '浙江远帆机电有限公司' })
  const page = await at('zhao', '/o/customers/new')
  await page.getByLabel('客户名称').fill('远帆机电（浙江）')
  await page.getByText('已有相同的记录，不能重复新建').waitFor()
  await page.getByText('负责人 李强').first().waitFor()
  expect(await page.getByText('浙江远帆机电有限公司').count()).toBe(0)
  await screenshot(page, 'duplicates-note-zh')
  await page.getByRole('button', { name: '申请协作' }).click()
  await page.getByLabel('理由').fill('客户打电话找我')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('已提交，等待 李强 处理').waitFor()
  const { records } = await li.get('/api/access-requests')
  expect(records).toMatchObject([{ title: '远帆机电（浙江）', state: 'open' }])
  expect(await accessibilityFindings(page)).toEqual([])

  // Who asked sees no link to what he may not see, and can take his request back.
  await page.goto(page.url().replace(/\/o\/.*/, `/o/access-requests/${records[0].id}`))
  await page.getByText('同意后即可打开。').waitFor()
  expect(await page.getByRole('link', { name: '打开记录' }).count()).toBe(0)
  await page.getByRole('button', { name: '撤回申请' }).waitFor()

  const owner = await at('li', `/o/access-requests/${records[0].id}`)
  await owner.getByRole('link', { name: '打开记录' }).waitFor()
  // Nobody is offered a request that asks for nothing.
  await owner
    .getByRole('link', { name: /协作申请/ })
    .first()
    .click()
  await owner.getByRole('heading', { level: 1, name: '协作申请' }).waitFor()
  expect(await owner.getByRole('button', { name: /新建协作申请/ }).count()).toBe(0)
  await owner.goBack()
  await owner.getByRole('button', { name: /^同\s*意$/ }).click()
  await owner
    .getByRole('dialog')
    .getByRole('button', { name: /同\s*意/ })
    .last()
    .click()
  await expect.poll(async () => (await company().as.zhao.ask('GET', `/api/customers/${id}`)).status).toBe(200)
  expect(pageErrors(page)).toEqual([])
  expect(pageErrors(owner)).toEqual([])
})

test('a manager merges two customers field by field, follows the old link, and takes it back', async () => {
  const { wang } = company().as
  const { id: one } = await customer({ name: '苏州合一精密有限公司', level: 'a', phones: '13900139001' })
  const two = await wang.post('/api/customers', {
    name: '苏州合一精密',
    level: 'c',
    phones: '13900139002',
    remark: '名片上的',
    duplicateReason: '测试',
  })
  await wang.post('/api/contacts', { name: '陈工', customer: two.id })
  const page = await at('wang', `/p/merge?view=customer.${one}.${two.id}`)
  await page.getByRole('radio', { name: '客户级别 苏州合一精密', exact: true }).check()
  await screenshot(page, 'duplicates-merge-zh')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '合并 2 条' }).click()
  await page.waitForURL(`**/o/customers/${one}`)
  expect(await customerNow(one)).toMatchObject({ level: 'c', remark: '名片上的' })
  await page.goto(page.url().replace(one, two.id))
  await page.waitForURL(`**/o/customers/${one}`)
  // The past of the other one is there, under its name.
  await page.getByText('来自合并前的“苏州合一精密”').first().waitFor()
  await screenshot(page, 'duplicates-merged-timeline-zh')
  await page.goto(page.url().replace(/\/o\/.*/, `/p/merge?view=customer.${one}`))
  await page.getByRole('button', { name: '撤销合并' }).click()
  await page.getByRole('button', { name: /确\s*定/ }).click()
  await page.getByText('已撤销').first().waitFor()
  expect(await customerNow(one)).toMatchObject({ level: 'a', remark: null })
  await page.goto(page.url().replace(/\/p\/.*/, '/p/duplicates?view=%E5%90%88%E4%B8%80'))
  await page.getByRole('link', { name: '苏州合一精密有限公司' }).waitFor()
  await page.getByRole('button', { name: '开始查重' }).click()
  await page.getByText(/组待处理/).waitFor()
  await screenshot(page, 'duplicates-page-zh')
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('an administrator sets the duplicate rules on a phone, where nothing stands beside the screen', async () => {
  const { chen } = company().as
  const page = await at('chen', '/p/duplicate-rules', { width: 375 })
  await page.getByRole('heading', { name: '联系人' }).waitFor()
  const over = await page.evaluate(
    () =>
      [...document.querySelectorAll('html, main, main section')].filter(one => one.scrollWidth > one.clientWidth + 1)
        .length,
  )
  expect(over).toBe(0)
  await screenshot(page, 'duplicate-rules-zh-375', { fullPage: true })
  await page.getByLabel('联系人 邮箱相同').click()
  await page.locator('.ant-select-item-option', { hasText: '不管' }).click()
  await page.getByText('已保存').waitFor()
  expect((await chen.get('/api/duplicates/rules')).rules.contact.email).toBe('ignore')
  expect(await accessibilityFindings(page)).toEqual([])
  await chen.patch('/api/session', { locale: 'en' })
  await page.reload()
  await page.getByRole('heading', { name: 'Contact' }).waitFor()
  await screenshot(page, 'duplicate-rules-en-375', { fullPage: true })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('table').waitFor()
  await screenshot(page, 'duplicate-rules-en-1440')
  expect(pageErrors(page)).toEqual([])
})
