import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type NoticeClock, openNoticeClock } from '#platform/notify/clock.ts'
import { platformTimed } from '#platform/notify/platform-timed.ts'
import { openMail } from '#platform/mail/mail.ts'
import { openSecrets } from '#platform/secrets/secrets.ts'
import { app } from '#src/app.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { mailSettingsFor, openMailbox } from '#test/harness/mailbox.ts'

// What people are told: once, in their language, with their rights; by page, mail and the robots of groups.

let company: TestCompany
let groups: Awaited<ReturnType<typeof openGroups>>
const clocks: NoticeClock[] = []
// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Notice = any

beforeAll(async () => {
  company = await openTestCompany()
  groups = await openGroups()
  // Two processes' clocks beside the program's own: whatever is told must be told once.
  clocks.push(clock(), clock())
})
afterAll(() => groups.close())

function clock(): NoticeClock {
  const { companies, pools, server, url } = company
  const secrets = openSecrets({ folder: server.dataFolder, keys: [] })
  return openNoticeClock({
    companies,
    mail: openMail({ control: pools.control, secrets, installation: null, publicOnly: false }),
    secrets,
    robotHosts: ['127.0.0.1'],
    linkBase: url,
    timed: [...platformTimed(pools.control), ...app.modules.flatMap(module => module.notices.timed)],
    log: pino({ level: 'silent' }),
  })
}
const strike = () => Promise.all(clocks.map(one => one.round(company.id)))

const told = async (who: 'li' | 'wang' | 'zhao' | 'chen'): Promise<Notice[]> =>
  (await company.as[who].get('/api/notices')).notices
const eventually = async (who: 'li' | 'wang' | 'zhao' | 'chen', text: string | RegExp): Promise<Notice> => {
  const find = async () =>
    (await told(who)).find(notice => (typeof text === 'string' ? notice.text === text : text.test(notice.text)))
  await expect.poll(find, { timeout: 10_000 }).toBeTruthy()
  return find()
}

/** A server that stands for all three vendors and checks what it is sent by their documents. */
async function openGroups() {
  const seen: { path: string; query: URLSearchParams; body: Notice }[] = []
  let failures = 0
  const server: Server = createServer((request, response) => {
    let text = ''
    request.on('data', part => (text += part))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
      if (pathname === '/moved') return response.writeHead(302, { location: '/secret' }).end()
      if (pathname === '/secret') seen.push({ path: pathname, query: searchParams, body: null })
      if (failures > 0) {
        failures -= 1
        return response.writeHead(500).end()
      }
      if (text) seen.push({ path: pathname, query: searchParams, body: JSON.parse(text) })
      const answer = pathname.startsWith('/open-apis') ? { code: 0 } : { errcode: 0, errmsg: 'ok' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    fail: (times: number) => (failures = times),
    close: () => new Promise(closed => server.close(closed)),
  }
}

test('a task tells who gets it and who gave it, in his own language, never the doer himself', async () => {
  const { wang, li } = company.as
  const task = await wang.post('/api/tasks', { title: '准备标书', owner: { id: li.id } })
  const notice = await eventually('li', '王芳给您派了任务“准备标书”')
  expect(notice).toMatchObject({ kind: 'task.assigned', isRead: false, to: `/o/tasks/${task.id}` })
  expect((await li.get('/api/notices/count')).value).toBeGreaterThan(0)
  await li.post(`/api/tasks/${task.id}/complete`, {})
  await eventually('wang', '李强完成了任务“准备标书”')
  expect((await told('li')).filter(one => one.kind === 'task.completed')).toEqual([])
  // What is done needs no reading any more.
  expect((await told('li')).find(one => one.id === notice.id).isRead).toBe(true)
  expect(await told('zhao')).toEqual([])
  await wang.patch('/api/session', { locale: 'en' })
  await eventually('wang', '李强 completed the task “准备标书”')
  await wang.patch('/api/session', { locale: 'zh' })
})

test('who gets a record is told once, a whole batch is one notice; who loses sight of it reads no title and finds no way', async () => {
  const { wang, li, chen, zhao } = company.as
  const customer = await wang.post('/api/customers', { name: '秘密集团', owner: { id: li.id } })
  const notice = await eventually('li', '王芳把客户“秘密集团”转给了您')
  await chen.patch(`/api/customers/${customer.id}`, { owner: { id: zhao.id } })
  await eventually('zhao', '陈静把客户“秘密集团”转给了您')
  const after = (await told('li')).find(one => one.id === notice.id)
  expect(after).toMatchObject({ text: '王芳把客户（您已看不到）转给了您', to: null })
  expect(JSON.stringify(await told('li'))).not.toContain('秘密集团')
})

test('a mention tells whoever is meant, the longer name first, and gives no sight', async () => {
  const { li, zhao } = company.as
  const customer = await li.post('/api/customers', { name: '只给李强看' })
  await li.post('/api/activities', {
    content: '@赵敏 帮忙看看报价\n@陈静静 不是这里的人',
    customer: { id: customer.id },
  })
  const notice = await eventually('zhao', /^李强在跟进.*中提到了您$/)
  expect(notice.to).toBeNull()
  expect(JSON.stringify(await told('zhao'))).not.toContain('只给李强看')
  await zhao.get(`/api/customers/${customer.id}`, 404)
})

test('what is due is told late after a pause, once, however many clocks strike', async () => {
  const { li, wang } = company.as
  const { db } = company
  const task = await li.post('/api/tasks', { title: '昨晚就该做', dueOn: '2099-01-01' })
  const customer = await li.post('/api/customers', { name: '等电话的' })
  const event = await li.post('/api/events', {
    title: '评审会',
    startsAt: new Date(Date.now() + 10 * 60_000).toISOString(),
    endsAt: new Date(Date.now() + 70 * 60_000).toISOString(),
    participants: [{ user: { id: wang.id } }],
  })
  await li.post('/api/events', {
    title: '明年的会',
    startsAt: new Date(Date.now() + 400 * 86_400_000).toISOString(),
    endsAt: new Date(Date.now() + 400 * 86_400_000 + 60_000).toISOString(),
  })
  // They became due an hour ago, and no clock went.
  await sql`update tasks set created_at = now() - interval '2 days', due_at = now() - interval '1 hour', due_on = (now() - interval '1 hour')::date where id = ${task.id}`.execute(
    db,
  )
  await sql`update customers set created_at = now() - interval '2 days', next_contact_at = now() - interval '1 hour' where id = ${customer.id}`.execute(
    db,
  )
  await strike()
  await strike()
  const of = (kind: string, notices: Notice[]) =>
    notices.filter(notice => notice.kind === kind).map(notice => notice.text)
  const lis = await told('li')
  expect(of('task.due', lis)).toEqual(['任务“昨晚就该做”到期了'])
  expect(of('contact.due', lis)).toEqual(['该联系客户“等电话的”了'])
  expect(of('event.begins', lis)).toEqual([expect.stringMatching(/^日程“评审会”于 \d{4}-\d\d-\d\d \d\d:\d\d 开始$/)])
  expect(of('event.begins', await told('wang'))).toHaveLength(1)
  expect((await told('zhao')).filter(notice => notice.kind === 'event.begins')).toEqual([])
  expect(event.id).toBeTruthy()
})

test('read, unread, all read, cleared; one marks one’s own alone', async () => {
  const { li, zhao } = company.as
  const [first] = await told('li')
  await zhao.post('/api/notices/read', { ids: [first.id] })
  expect((await told('li')).find(one => one.id === first.id).isRead).toBe(false)
  await li.post('/api/notices/read', { ids: [first.id] })
  expect((await told('li')).find(one => one.id === first.id).isRead).toBe(true)
  await li.post('/api/notices/unread', { ids: [first.id] })
  await li.post('/api/notices/read')
  expect((await li.get('/api/notices/count')).value).toBe(0)
  expect((await li.get('/api/notices?unread=1')).notices).toEqual([])
  await li.post('/api/notices/cleared', { ids: [first.id] })
  expect((await told('li')).some(one => one.id === first.id)).toBe(false)
  await li.post('/api/notices/read', { ids: ['x'] }, 422)
})

test('each has each kind where he wants it: not in the product, but by mail, with his own eyes', async () => {
  const { wang, li, chen } = company.as
  const box = await openMailbox()
  await chen.put('/api/mail-settings', mailSettingsFor(box))
  await chen.patch(`/api/users/${li.id}`, { emails: [{ raw: 'li@example.com' }] })
  await li.put('/api/notice-ways/task.assigned', { inProduct: false, inBrowser: false, byMail: true })
  expect((await li.get('/api/notice-ways')).kinds.find((one: Notice) => one.kind === 'task.assigned')).toMatchObject({
    label: '任务分给我',
    inProduct: false,
    byMail: true,
  })
  const task = await wang.post('/api/tasks', { title: '只用邮件', owner: { id: li.id } })
  await expect.poll(async () => (await strike(), box.mails.length), { timeout: 15_000 }).toBe(1)
  await strike()
  const [mail] = box.mails
  expect(mail?.read.subject).toBe('掌柜：王芳给您派了任务“只用邮件”')
  expect(mail?.read.text).toContain(`${company.url}/o/tasks/${task.id}`)
  expect((await told('li')).some(notice => notice.text.includes('只用邮件'))).toBe(false)
  expect(box.mails).toHaveLength(1)
  await li.put('/api/notice-ways/nothing', { inProduct: true, inBrowser: true, byMail: true }, 404)
})

test('what the platform itself tells: teams, invitations, new devices, long imports and bulk changes', async () => {
  const { li, wang, zhao, chen } = company.as
  const { db } = company
  const control = company.pools.control()
  const customer = await li.post('/api/customers', { name: '一起跟的客户' })
  await sql`insert into team_members (object, record_id, user_id, access, added_by_id)
    values ('customer', ${customer.id}, ${zhao.id}, 'read', ${li.id})`.execute(db)
  await sql`insert into invitations (id, kind, token_hash, company_id, user_id, inviter_id, expires_at, used_at)
    values (gen_random_uuid(), 'invite', '\\x01', ${company.id}, ${li.id}, ${chen.id}, now() + interval '1 day', now())`.execute(
    control,
  )
  await sql`insert into sign_ins (id, account_id, company_id, user_id, user_agent, at)
    select gen_random_uuid(), account_id, ${company.id}::uuid, ${wang.id}::uuid, agent, now() - age
    from account_companies, (values ('Chrome on Windows', interval '2 hours'), ('Chrome on Windows', interval '1 hour'),
      ('Firefox on Linux', interval '1 minute')) as s (agent, age) where user_id = ${wang.id}`.execute(control)
  await sql`insert into bulk_runs (id, object, user_id, change, state, total, done, refused, created_at)
    values (gen_random_uuid(), 'customer', ${wang.id}, '{}', 'done', 900, 898, 2, now() - interval '1 minute')`.execute(
    db,
  )
  await strike()
  await strike()
  const texts = async (who: 'zhao' | 'chen' | 'wang') => (await told(who)).map(notice => notice.text)
  expect((await texts('zhao')).filter(text => text === '李强把您加入了客户“一起跟的客户”的团队')).toHaveLength(1)
  expect((await texts('chen')).filter(text => text === '李强接受了您的邀请')).toHaveLength(1)
  const wangs = await texts('wang')
  expect(wangs.filter(text => text.startsWith('您的账号在新设备上登录（Firefox · Linux，'))).toHaveLength(1)
  expect(wangs.some(text => text.includes('Windows'))).toBe(false)
  expect(wangs.filter(text => text === '批量操作已结束：完成 898 条，拒绝 2 条')).toHaveLength(1)
})

describe('robots of groups', () => {
  const robot = (vendor: string, path: string, more: object = {}) => ({
    name: vendor,
    vendor,
    address: `${groups.url}${path}`,
    kinds: ['task.assigned'],
    showsTitles: true,
    isActive: true,
    ...more,
  })

  test('each vendor gets what its documents say, signed, once per cause; what fails comes again', async () => {
    const { chen, wang, li } = company.as
    await chen.post('/api/robots', robot('wecom', '/cgi-bin/webhook/send?key=abc'))
    await chen.post('/api/robots', robot('dingtalk', '/robot/send?access_token=t', { secret: 'SECding' }))
    await chen.post(
      '/api/robots',
      robot('feishu', '/open-apis/bot/v2/hook/x', { secret: 'feishu-secret', showsTitles: false }),
    )
    await chen.post('/api/robots', robot('wecom', '/never', { name: '别的', kinds: ['task.completed'] }))
    groups.fail(1)
    await wang.post('/api/tasks', { title: '进群的任务', owner: { id: li.id } })
    await expect
      .poll(
        async () => {
          await sql`update notice_deliveries set next_at = now() where state = 'waiting'`.execute(company.db)
          await strike()
          return groups.seen.length
        },
        { timeout: 15_000 },
      )
      .toBe(3)
    await strike()
    expect(groups.seen).toHaveLength(3)
    const at = (path: string) => groups.seen.find(one => one.path.startsWith(path))
    const wecom = at('/cgi-bin')
    expect(wecom?.body).toEqual({
      msgtype: 'text',
      text: { content: expect.stringContaining('@李强 王芳给您派了任务“进群的任务”') },
    })
    expect(wecom?.query.get('key')).toBe('abc')
    const ding = at('/robot')
    const timestamp = ding?.query.get('timestamp') ?? ''
    expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000)
    expect(ding?.query.get('sign')).toBe(
      createHmac('sha256', 'SECding').update(`${timestamp}\nSECding`).digest('base64'),
    )
    expect(ding?.body.msgtype).toBe('text')
    const feishu = at('/open-apis')?.body
    expect(feishu.sign).toBe(createHmac('sha256', `${feishu.timestamp}\nfeishu-secret`).digest('base64'))
    expect(Math.abs(Number(feishu.timestamp) - Date.now() / 1000)).toBeLessThan(60)
    expect(feishu.msg_type).toBe('text')
    expect(feishu.content.text).not.toContain('进群的任务')
    const { rows } = await sql<{ state: string; attempts: number }>`
      select state, attempts from notice_deliveries where channel = 'robot' order by attempts`.execute(company.db)
    expect(rows.map(row => row.state)).toEqual(['sent', 'sent', 'sent'])
    expect(rows.at(-1)?.attempts).toBe(2)
  })

  test('addresses and secrets are sealed and never come back; only who sets the company up may see or change robots', async () => {
    const { chen, li } = company.as
    const { robots } = await chen.get('/api/robots')
    const text = JSON.stringify(robots)
    for (const secret of ['SECding', 'feishu-secret', 'access_token', '127.0.0.1']) expect(text).not.toContain(secret)
    expect(robots[1]).toMatchObject({ vendor: 'dingtalk', hasSecret: true, last: { state: 'sent' } })
    const { rows } = await sql<{ address: Buffer; secret: Buffer | null }>`select address, secret from robots`.execute(
      company.db,
    )
    for (const row of rows) expect(row.address.toString('latin1')).not.toContain('127.0.0.1')
    for (const [method, path] of [
      ['GET', '/api/robots'],
      ['POST', '/api/robots'],
      ['PUT', `/api/robots/${robots[0].id}`],
      ['POST', `/api/robots/${robots[0].id}/test`],
      ['DELETE', `/api/robots/${robots[0].id}`],
    ] as const)
      expect((await li.ask(method, path, method === 'GET' ? undefined : {})).status).toBe(403)
    groups.seen.length = 0
    await chen.post(`/api/robots/${robots[0].id}/test`)
    expect(groups.seen).toHaveLength(1)
    // What is not given stays: name and kinds change, address and secret do not.
    const { id, name, vendor, kinds, showsTitles } = robots[1]
    await chen.put(`/api/robots/${id}`, { name: `${name}二`, vendor, kinds, showsTitles, isActive: false })
    await chen.post(`/api/robots/${id}/test`)
    expect(groups.seen[1]?.query.get('sign')).toBeTruthy()
    await chen.delete(`/api/robots/${id}`)
    await chen.post(`/api/robots/${id}/test`, undefined, 404)
  })

  test('no message goes anywhere but to the vendors, however an address is spelled; no redirect is followed', async () => {
    const { chen } = company.as
    const hostile = [
      'http://169.254.169.254/latest/meta-data',
      'https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=1',
      'https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send',
      'https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=1',
      'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
      'https://qyapi.weixin.qq.com/other',
      'https://oapi.dingtalk.com/robot/send',
      'https://0x0a000001/cgi-bin/webhook/send',
      'http://[::ffff:169.254.169.254]/',
      'http://localhost/',
      'ftp://127.0.0.1/',
      'not an address',
    ]
    for (const address of hostile) {
      const refused = await chen.post('/api/robots', robot('wecom', '', { address }), 422)
      expect(refused.code).toBe('robot.address_refused')
    }
    const { id } = await chen.post('/api/robots', robot('wecom', '/moved', { name: '转走', kinds: [] }))
    groups.seen.length = 0
    const answer = await chen.post(`/api/robots/${id}/test`, undefined, 502)
    expect(answer.code).toBe('robot.failed')
    expect(JSON.stringify(answer)).not.toContain('/moved')
    expect(groups.seen).toEqual([])
  })
})
