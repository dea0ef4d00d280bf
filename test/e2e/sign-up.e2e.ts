import { expect, test, vi } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'
import { setUpCompany } from '#test/harness/first-company.ts'
import { addressOf, dataFolderForTest, startProgramProcess } from '#test/harness/process.ts'

vi.setConfig({ testTimeout: 240_000 })

test('where the operator allows it, a stranger makes a company from a page and is in it', async () => {
  const program = startProgramProcess({ DATA_DIR: await dataFolderForTest(), SIGNUP: 'open' })
  const baseUrl = await addressOf(program)
  await setUpCompany(baseUrl, (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
  const page = await openPage({ width: 375, locale: 'zh-CN', baseUrl })
  await page.goto('/sign-in')
  await page.getByRole('link', { name: '还没有公司？创建一个' }).click()
  await page.getByRole('heading', { name: '创建新公司' }).waitFor()
  await page.getByLabel('公司名称').fill('远方贸易')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'sign-up-zh-375', { fullPage: true })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('您的姓名').fill('何远')
  await page.getByLabel('登录名').fill('zhangsan')
  await page.getByLabel('密码', { exact: true }).fill('seven white cranes')
  await page.getByRole('button', { name: '完成，进入掌柜' }).click()
  await page.getByText('已有账号使用它').waitFor()
  await page.getByLabel('登录名').fill('heyuan')
  await page.getByRole('button', { name: '完成，进入掌柜' }).click()
  await page.waitForURL(url => url.pathname === '/')
  const session = await page.request.get('/api/session')
  expect(await session.json()).toMatchObject({ user: { name: '何远' }, company: { name: '远方贸易' } })
  expect(pageErrors(page)).toEqual([])
})
