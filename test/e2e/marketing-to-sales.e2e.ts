import { expect, test } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'

const words = {
  'zh-CN': { handOver: '移交销售', convert: '转化为客户', facts: '资料' },
  en: { handOver: 'Hand over to sales', convert: 'Convert to customer', facts: 'Facts' },
}

// Marketing → salesperson, on phones and in both languages: the lead is handed over, the rule gives it to somebody, who is told, has a task, sees why
// it is his and makes a customer of it.
test.each(['zh-CN', 'en'] as const)(
  'marketing hands a lead over, the salesperson is told and converts it, on phones, in %s',
  async locale => {
    const company = await openTestCompany()
    const { chen, li, qian } = company.as
    const t = words[locale]
    await chen.put(`/api/users/${qian.id}/roles`, { roles: ['marketing'] })
    forgetActors(company.db)
    await chen.post('/api/assignment-rules', { name: '轮流', candidates: [{ user: li.id }] })
    const phone = async (who: PersonName, path: string) => {
      await company.as[who].patch('/api/session', { locale: locale === 'en' ? 'en' : 'zh' })
      const page = await openPage({ width: 375, locale, baseUrl: company.url, cookies: company.as[who].cookies })
      await page.goto(path)
      return page
    }
    const values = { name: '许工', company: '海岳阀门', phones: ['13700001234'], need: '改造两条产线' }
    const { id } = await qian.post('/api/leads', values)

    const marketing = await phone('qian', `/o/leads/${id}`)
    await marketing.getByRole('button', { name: t.handOver }).first().click()
    await marketing.getByRole('form', { name: t.handOver }).getByRole('button', { name: t.handOver }).click()
    await expect
      .poll(async () => await chen.get(`/api/leads/${id}`))
      .toMatchObject({ state: 'handedOver', owner: { id: li.id } })

    // The task is of tomorrow; a notice tells him today.
    const [task] = (await li.get('/api/tasks')).records
    expect(task).toMatchObject({ owner: { id: li.id }, lead: { id }, priority: 'high', dueOn: expect.any(String) })
    const sales = await phone('li', '/notices')
    await sales.getByRole('link', { name: /许工/ }).first().waitFor()
    await screenshot(sales, `sales-told-${locale}-375`)
    await sales.getByRole('link', { name: /许工/ }).first().click()
    await sales.waitForURL(`**/o/leads/${id}**`)
    await sales.getByRole('tab', { name: t.facts }).click()
    await sales.getByText('轮流').first().waitFor()
    await sales.getByRole('button', { name: t.convert }).first().click()
    const dialog = sales.getByRole('dialog')
    const name = dialog.locator('[data-field=name] input').first()
    await name.waitFor()
    expect(await name.inputValue()).toBe('海岳阀门')
    await screenshot(sales, `sales-convert-${locale}-375`)
    expect(await accessibilityFindings(sales)).toEqual([])
    await dialog.getByRole('button', { name: t.convert }).click()
    await expect.poll(async () => (await chen.get(`/api/leads/${id}`)).convertedCustomer?.title).toBe('海岳阀门')
    const { convertedCustomer: customer } = await chen.get(`/api/leads/${id}`)
    expect(await chen.get(`/api/customers/${customer.id}`)).toMatchObject({ owner: { id: li.id } })
    await sales.goto(`/o/customers/${customer.id}`)
    await sales.getByRole('heading', { name: '海岳阀门' }).first().waitFor()
    expect(await sales.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await screenshot(sales, `sales-customer-${locale}-375`, { fullPage: true })
    expect([...pageErrors(marketing), ...pageErrors(sales)]).toEqual([])
  },
)
