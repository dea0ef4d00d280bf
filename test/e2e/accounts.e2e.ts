import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// How people are let in, come in safely, and are put out again.

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(
  who: 'li' | 'chen' | 'wang' | 'zhao' | 'qian' | null,
  path: string,
  options: Partial<PageOptions> = {},
): Promise<Page> {
  const cookies = who ? company.as[who].cookies : []
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const codeOf = (secret: string, later = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * later })

test('an administrator invites a new colleague by link; she opens it, chooses a password, and works', async () => {
  const page = await at('chen', '/settings/accounts')
  await page.getByRole('button', { name: '邀请同事' }).click()
  const sheet = page.getByRole('dialog', { name: '邀请同事' })
  await sheet.getByLabel('姓名').fill('周新')
  await sheet.getByLabel('手机号').fill('13911112222')
  await sheet.getByLabel('部门').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '华东区' }).first().click()
  await sheet.getByLabel('销售', { exact: true }).check()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-invite-form-zh-1440')
  await sheet.getByRole('button', { name: '生成邀请链接' }).click()
  const link = await sheet.getByLabel('链接', { exact: true }).inputValue()
  expect(link).toMatch(/\/invitation#[\w-]{43}$/)
  await sheet.getByRole('img', { name: '周新 的二维码' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-invite-link-zh-1440')

  const phone = await at(null, link, { width: 375 })
  await phone.getByRole('heading', { name: '欢迎加入海天科技' }).waitFor()
  expect(await phone.getByLabel('手机号').inputValue()).toContain('13911112222')
  await phone.getByLabel('密码', { exact: true }).fill('seven white cranes')
  await phone.getByLabel('再输一次新密码').fill('seven white cranes')
  expect(await accessibilityFindings(phone)).toEqual([])
  await screenshot(phone, 'accounts-open-zh-375', { fullPage: true })
  await phone.getByRole('button', { name: '开通并进入' }).click()
  await phone.waitForURL(url => url.pathname === '/')
  await phone.goto(link)
  await phone.reload()
  await phone.getByText('这个链接已经用过').waitFor()
  await screenshot(phone, 'accounts-link-used-zh-375')
  await sheet.getByRole('button', { name: '再邀请一位' }).click()
  await sheet.getByRole('tab', { name: '已发出的链接' }).click()
  await sheet.getByText('已使用').waitFor()
  await screenshot(page, 'accounts-invite-sent-zh-1440')
  expect([...pageErrors(page), ...pageErrors(phone)]).toEqual([])
})

test('everybody without an account gets a link at once', async () => {
  for (const name of ['孙一', '孙二']) await company.as.chen.post('/api/users', { name })
  const page = await at('chen', '/settings/accounts', { locale: 'en' })
  await company.as.chen.patch('/api/session', { locale: 'en' })
  await page.reload()
  await page.getByRole('button', { name: 'Invite people' }).click()
  const sheet = page.getByRole('dialog', { name: 'Invite people' })
  await sheet.getByRole('tab', { name: 'Without an account' }).click()
  await sheet.getByRole('checkbox', { name: '孙一' }).waitFor()
  await screenshot(page, 'accounts-invite-many-en-1440')
  await sheet.getByRole('button', { name: /Make links for \d+/ }).click()
  await sheet.getByRole('region', { name: '孙二' }).waitFor()
  const download = page.waitForEvent('download')
  await sheet.getByRole('button', { name: 'Save as a file' }).click()
  expect((await download).suggestedFilename()).toBe('Invitation links.csv')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-links-en-1440')
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  expect(pageErrors(page)).toEqual([])
})

test('a person adds a second factor, and signs in with password and code from then on', async () => {
  const { zhao } = company.as
  const page = await at('zhao', '/settings/me')
  await page.getByRole('button', { name: '启用两步验证' }).click()
  await page.getByLabel('您的登录密码').fill(zhao.password)
  await page.getByRole('button', { name: '下一步' }).click()
  const secret = (await page.locator('code').innerText()).trim()
  await page.getByLabel('验证器显示的 6 位数字').fill(await codeOf(secret))
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-factor-scan-zh-1440', { fullPage: true })
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await page.getByRole('list', { name: '恢复码' }).waitFor()
  await screenshot(page, 'accounts-factor-codes-zh-1440', { fullPage: true })
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByText('还有 10 个恢复码').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-me-zh-1440', { fullPage: true })

  const door = await at(null, '/sign-in', { width: 375 })
  await door.getByLabel('账号').fill(zhao.login)
  await door.getByLabel('密码').fill(zhao.password)
  await door.getByRole('button', { name: '登录', exact: true }).click()
  await door.getByLabel('验证码').fill(await codeOf(secret, 1))
  expect(await accessibilityFindings(door)).toEqual([])
  await screenshot(door, 'accounts-sign-in-code-zh-375')
  await door.getByRole('button', { name: '登录', exact: true }).click()
  await door.waitForURL(url => url.pathname === '/')
  await door.goto('/settings/me')
  await door.getByText('本机').waitFor()
  await door.getByRole('button', { name: '退出其他所有设备' }).click()
  await door.getByRole('button', { name: '退出', exact: true }).last().click()
  await door.getByText('已退出这些设备').waitFor()
  await screenshot(door, 'accounts-me-zh-375', { fullPage: true })
  expect([...pageErrors(page), ...pageErrors(door)]).toEqual([])
})

test('the company demands a second factor: who has none adds it before anything else', async () => {
  const { li, chen } = company.as
  await chen.patch('/api/sign-in-policy', { secondFactor: 'roles', secondFactorRoles: ['salesperson'] })
  const page = await at(null, '/sign-in', { locale: 'en' })
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByLabel('Account').fill(li.login)
  await page.getByLabel('Password').fill(li.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /second factor|两步验证/ })
    .waitFor()
  expect(new URL(page.url()).pathname).toBe('/second-factor')
  await page.goto('/o/customers')
  await page.waitForURL(url => url.pathname === '/second-factor')
  await page.getByLabel(/Your password|您的登录密码/).fill(li.password)
  await page.getByRole('button', { name: /Next|下一步/ }).click()
  const secret = (await page.locator('code').innerText()).trim()
  await page
    .getByLabel(/6/)
    .first()
    .fill(await codeOf(secret))
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-enrol-1440')
  await page.getByRole('button', { name: /Turn on|启用/ }).click()
  await page.getByRole('button', { name: /I have kept them|我已保存/ }).click()
  await page.waitForURL(url => url.pathname === '/')
  await chen.patch('/api/sign-in-policy', { secondFactor: 'none' })
  expect(pageErrors(page)).toEqual([])
})

test('an administrator sees where somebody is signed in and disables the account; the person is put out', async () => {
  const { wang } = company.as
  const page = await at('chen', '/settings/accounts')
  const theirs = await at('wang', '/o/customers')
  await theirs.getByRole('navigation').first().waitFor()
  await page.getByRole('button', { name: `管理 ${wang.name}` }).click()
  const sheet = page.getByRole('dialog', { name: wang.name })
  await sheet.getByText('登录中的设备').waitFor()
  await sheet.getByRole('button', { name: '停用账号' }).scrollIntoViewIfNeeded()
  await screenshot(page, 'accounts-standing-zh-1440')
  await sheet.getByRole('button', { name: '停用账号' }).click()
  await page.getByRole('button', { name: '停用账号' }).last().click()
  await page.getByText('账号已停用').waitFor()
  // Every process knows within a second; then not even reading goes on. Where the first set-up is still open, as on this
  // installation, the door is its page.
  await expect.poll(async () => (await wang.ask('GET', '/api/customers')).status).toBe(401)
  await theirs.reload()
  await theirs.waitForURL(url => /^\/(sign-in|setup)$/.test(url.pathname))
  await sheet.getByRole('button', { name: '启用账号' }).click()
  await page.getByText('账号已启用').waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a forgotten password says the same for every account', async () => {
  const page = await at(null, '/sign-in')
  await page.getByRole('button', { name: '忘记密码？' }).click()
  await page.getByLabel('账号').fill('nobody@example.com')
  await page.getByRole('button', { name: '发送链接' }).click()
  await page.getByText('如果此账号有邮箱').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-forgotten-zh-1440')
})

test('a person makes a narrow key, sees it once, and revokes it', async () => {
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  const page = await at('chen', '/settings/me')
  await page.getByRole('button', { name: '新建密钥' }).click()
  await page.getByLabel('用途').fill('报表同步')
  await page.getByLabel('只限以下').check()
  await page.getByRole('combobox', { name: '选择权限' }).fill('查看客户')
  await page.locator('.ant-select-item-option').filter({ hasText: '查看客户' }).first().click()
  await page.keyboard.press('Escape')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'accounts-key-form-zh-1440')
  await page.getByRole('button', { name: '新建密钥' }).click()
  const key = await page.getByLabel('密钥', { exact: true }).inputValue()
  const asked = await fetch(`${company.url}/api/customers`, { headers: { authorization: `Bearer ${key}` } })
  expect(asked.status).toBe(200)
  expect((await fetch(`${company.url}/api/users`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(403)
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByText('报表同步').waitFor()
  await page.getByRole('button', { name: '作废 报表同步' }).click()
  await page.getByRole('button', { name: '作废', exact: true }).last().click()
  await page.getByText('密钥已作废').waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('the audit page tells who did what, and filters; a salesperson finds no such page', async () => {
  const { li } = company.as
  await fetch(`${company.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: company.url },
    body: JSON.stringify({ login: li.login, password: 'not the password' }),
  })
  const page = await at('chen', '/settings/audit')
  await page.getByRole('row').filter({ hasText: '登录被拒' }).filter({ hasText: '密码错误' }).first().waitFor()
  await screenshot(page, 'audit-zh-1440', { fullPage: true })
  await page.getByRole('combobox', { name: '类别' }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: '账号' }).first().click()
  await page.waitForURL(/group=account/)
  await page.getByText('登录被拒').first().waitFor({ state: 'hidden' })
  const small = await at('chen', '/settings/audit', { width: 375 })
  await small.getByRole('row').nth(1).waitFor()
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await screenshot(small, 'audit-zh-375')
  const other = await at('qian', '/settings/audit')
  await other.getByRole('main').getByText('没有找到这个页面').waitFor()
  expect([...pageErrors(page), ...pageErrors(small)]).toEqual([])
})

test('with the watermark on, every page says who looks; taken out of the page it comes back', async () => {
  const page = await at('chen', '/settings/security')
  await page.getByRole('switch', { name: '显示水印' }).click()
  const marks = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('div')].filter(one => /data:image|blob:/.test(one.style.backgroundImage)).length,
    )
  await expect.poll(marks).toBeGreaterThan(0)
  await screenshot(page, 'watermark-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('div'))
      if (/data:image|blob:/.test(one.style.backgroundImage)) one.remove()
  })
  await expect.poll(marks).toBeGreaterThan(0)
  await page.getByRole('switch', { name: '显示水印' }).click()
  await expect.poll(marks).toBe(0)
  expect(pageErrors(page)).toEqual([])
})
