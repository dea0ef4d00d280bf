import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const titles = async (person: TestCompany['as']['li'], filter: unknown): Promise<string[]> =>
  (await person.get(`/api/tasks?filter=${encodeURIComponent(JSON.stringify(filter))}`)).records.map(
    (one: { title: string }) => one.title,
  )

describe('a task', () => {
  it('is given to a peer, done by him, and seen by both and by nobody else', async () => {
    const { li, zhao, wang, qian } = company.as
    const made = await li.post('/api/tasks', { title: '帮我寄样品', owner: { id: zhao.id }, dueOn: '2026-12-01' })
    expect(made).toMatchObject({ state: 'open', owner: { id: zhao.id }, assigner: { id: li.id }, priority: 'normal' })
    expect(made.can).toEqual(expect.arrayContaining(['update', 'complete', 'cancel']))
    await qian.get(`/api/tasks/${made.id}`, 404)
    expect((await wang.get(`/api/tasks/${made.id}`)).can).toContain('update')
    const done = await zhao.post(`/api/tasks/${made.id}/complete`, { result: '已寄出' })
    expect(done).toMatchObject({ state: 'done', result: '已寄出', completedBy: { id: zhao.id } })
    expect(done.completedAt).toMatch(/^\d{4}-/)
    await zhao.post(`/api/tasks/${made.id}/complete`, {}, 409)
    const reopened = await li.post(`/api/tasks/${made.id}/reopen`)
    expect(reopened).toMatchObject({ state: 'open', completedAt: null, completedBy: null, result: null })
    expect(await li.post(`/api/tasks/${made.id}/cancel`, { reason: '不用了' })).toMatchObject({ state: 'cancelled' })
  })

  it('of li’s own is nothing to zhao', async () => {
    const { li, zhao } = company.as
    const { id } = await li.post('/api/tasks', { title: '李强自己的任务' })
    await zhao.get(`/api/tasks/${id}`, 404)
    await zhao.post(`/api/tasks/${id}/complete`, {}, 404)
    expect(await titles(zhao, { field: 'title', op: 'is', value: '李强自己的任务' })).toEqual([])
    expect((await li.get(`/api/tasks/${id}`)).state).toBe('open')
  })

  it('is in the view that its name promises', async () => {
    const { li, zhao } = company.as
    const day = (offset: number) => new Date(Date.now() + (8 + 24 * offset) * 3_600_000).toISOString().slice(0, 10)
    const { objects } = await li.get('/api/catalog')
    const { list } = objects.find((one: { name: string }) => one.name === 'task')
    const view = (name: string) => list.views.find((one: { name: string }) => one.name === name).filter
    await li.post('/api/tasks', { title: '昨天到期', dueOn: day(-1) })
    await li.post('/api/tasks', { title: '今天到期', dueOn: day(0) })
    await li.post('/api/tasks', { title: '明天到期', dueOn: day(1) })
    await li.post('/api/tasks', { title: '派给赵敏', owner: { id: zhao.id }, dueOn: day(1) })
    const old = await li.post('/api/tasks', { title: '昨天到期但做完了', dueOn: day(-1) })
    await li.post(`/api/tasks/${old.id}/complete`)
    expect(await titles(li, view('overdue'))).toEqual(['昨天到期'])
    expect(await titles(li, view('today'))).toEqual(['今天到期'])
    expect(await titles(li, view('assigned'))).toEqual(expect.arrayContaining(['派给赵敏']))
    expect(await titles(li, view('assigned'))).not.toContain('今天到期')
    expect(await titles(li, view('done'))).toContain('昨天到期但做完了')
    expect(await titles(zhao, view('today'))).toEqual([])
  })

  it('due at a time is due on its day in the company’s zone; a new day has no time yet', async () => {
    const { li } = company.as
    const made = await li.post('/api/tasks', { title: '带时间', dueAt: '2026-12-01T20:00:00Z' })
    expect(made.dueOn).toBe('2026-12-02')
    expect(await li.patch(`/api/tasks/${made.id}`, { dueOn: '2026-12-09' })).toMatchObject({
      dueOn: '2026-12-09',
      dueAt: null,
    })
  })
})
