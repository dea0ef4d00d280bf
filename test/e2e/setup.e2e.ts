import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'
import { testProgram } from '#test/harness/program.ts'

// The first start, from the printed link to the first screen. A file of its own: it needs a program in which nobody has set anything up.

test('set-up in two steps: what is wrong stands at its field, then the administrator is in and the link is closed', async () => {
  const { setupUrl, url } = await testProgram()
  const stranger = await openPage({ width: 375, locale: 'en', baseUrl: url })
  await stranger.goto('/')
  await stranger.getByText('Open the link printed at start').waitFor()
  await screenshot(stranger, 'setup-without-link-375')

  const page = await openPage({ width: 1440, locale: 'en', baseUrl: url })
  await page.goto(setupUrl)
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '开始使用掌柜' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请填写。').waitFor()
  await page.getByLabel('公司名称').fill('东莞精工机械厂')
  await page.getByText('简体中文', { exact: true }).click()
  await page.getByRole('button', { name: '下一步' }).click()

  await page.getByLabel('您的姓名').fill('陈静')
  await page.getByLabel('登录名').fill('13800138000')
  await page.getByLabel('密码', { exact: true }).fill('1234')
  await page.getByRole('button', { name: '完成，进入掌柜' }).click()
  await page.getByText('密码至少 8 个字符').waitFor()
  await screenshot(page, 'setup-problems-1440')
  expect((await (await fetch(`${url}/api/setup`)).json()) as unknown).toEqual({ open: true })

  await page.getByLabel('登录名').fill('chenjing')
  await page.getByLabel('密码', { exact: true }).fill('四季茶香-2026')
  await page.getByRole('button', { name: '上一步' }).click()
  expect(await page.getByLabel('公司名称').inputValue()).toBe('东莞精工机械厂')
  await page.getByRole('button', { name: '下一步' }).click()
  expect(await page.getByLabel('您的姓名').inputValue()).toBe('陈静')
  await page.getByRole('button', { name: '完成，进入掌柜' }).click()
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  await page.getByText('东莞精工机械厂').first().waitFor()
  expect(pageErrors(page)).toEqual([])

  await stranger.goto(setupUrl)
  await stranger.getByText('Set up already').waitFor()

  await stranger.goto('/o/customers?view=mine')
  await stranger.getByLabel('Account').fill('chenjing')
  await stranger.getByLabel('Password').fill('四季茶香-2026')
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await stranger.waitForURL('**/o/customers?view=mine')
})
