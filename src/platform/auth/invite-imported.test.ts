import { expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { openTestCompany } from '#test/harness/company.ts'
import { bringIn } from '#test/imports/importing.ts'

test('people come from a file with department and superior by name, and all of them get links at once', async () => {
  const company = await openTestCompany()
  const { chen, wang } = company.as
  const done = await bringIn(chen, {
    object: 'user',
    file: '姓名,部门,直接上级,手机\n孙一,华东区,王芳,13911110001\n孙二,西南区,孙一,13911110002\n',
  })
  expect(done.counts).toMatchObject({ created: 2, refused: 0 })
  const { records } = await chen.get('/api/users?sort=name&limit=200')
  const of = (name: string) => records.find((user: { name: string }) => user.name === name)
  expect(of('孙一')).toMatchObject({ department: { title: '华东区' }, superior: { id: wang.id } })
  expect(of('孙二')).toMatchObject({ department: { title: '西南区' }, superior: { title: '孙一' } })

  const userIds = [of('孙一').id, of('孙二').id]
  const { invitations } = await chen.post('/api/invitations', { userIds, byMail: true })
  expect(invitations.map((one: { userId: string }) => one.userId).sort()).toEqual([...userIds].sort())
  // Without a mail server and an address each says why no mail went; the links are good all the same.
  for (const { mailedTo, mailProblem } of invitations) expect([mailedTo, typeof mailProblem]).toEqual([null, 'string'])
  for (const [index, { link }] of invitations.entries()) {
    const token = link.split('#')[1]
    const mobile = `1391111000${index + 1}`
    const answer = await browserClient(company.url).ask('POST', '/api/invitations/accept', {
      token,
      mobile,
      password: 'seven white cranes',
    })
    expect([answer.status, answer.body.user?.id]).toEqual([200, invitations[index].userId])
  }
  expect((await chen.post('/api/invitations', { userIds }, 409)).code).toBe('account.exists')
})
