import { expect, test } from 'vitest'
import { addressOf, dataFolderForTest, startProgramProcess, zhanggui } from '#test/harness/process.ts'

test('the operator makes companies, lets people in, sets roles, and hands out keys', async () => {
  const settings = { DATA_DIR: await dataFolderForTest() }
  const program = startProgramProcess(settings)
  const url = await addressOf(program)
  const run = async (...args: string[]) => {
    const { code, output } = await zhanggui(args, settings)
    return { code, output: output.trim() }
  }
  const did = async (...args: string[]) => {
    const result = await run(...args)
    expect([args, result]).toMatchObject([args, { code: 0 }])
    return result.output
  }
  const signIn = async (login: string, password: string) =>
    (
      await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password }),
      })
    ).status
  const drawn = (output: string) => /Password: (\S+)/.exec(output)?.[1] ?? ''

  await did('company', 'create', '华星科技')
  const names = ['--login', 'lilei', '--mobile', '13800138000']
  const li = await did('user', 'create', '李雷', ...names, '--role', 'administrator', '--draw-password')
  expect(await signIn('13800138000', drawn(li))).toBe(200)
  // There is an administrator now, so nobody else may set up.
  expect(await (await fetch(`${url}/api/setup`)).json()).toEqual({ open: false })

  const wrong = await run('user', 'create', '韩梅', '--mobile', '138', '--login', '13800138000', '--draw-password')
  expect(wrong.code).toBe(1)
  expect(wrong.output).toMatch(/login: .+\n.*mobile: |mobile: .+\n.*login: /)
  await did('user', 'create', '韩梅', '--email', 'Han@Example.com', '--draw-password')
  expect(await did('user', 'roles', 'han@example.com', '--role', 'director')).toBe('director')
  expect(await run('user', 'roles', 'lilei', '--role', 'salesperson')).toMatchObject({ code: 1 })

  const key = await did('key', 'create', '韩梅', '--name', 'sync')
  const asHan = () => fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${key}` } })
  expect(await (await asHan()).json()).toMatchObject({ user: { name: '韩梅' } })
  await did('key', 'revoke', key.slice(0, 11))
  await expect.poll(async () => (await asHan()).status, { timeout: 900 }).toBe(401)
  const fresh = await did('user', 'password', 'han@example.com', '--draw-password')
  expect(await signIn('han@example.com', drawn(fresh))).toBe(200)

  // Somebody of one company enters another with the password he has; then a command must be told which company it means.
  await did('company', 'create', 'Second', '--locale', 'en', '--currency', 'USD', '--time-zone', 'Europe/Berlin')
  await did('user', 'create', 'Lei', '--company', 'Second', '--login', 'lilei', '--role', 'administrator')
  expect(await signIn('lilei', drawn(li))).toBe(409)
  expect((await run('user', 'list')).code).toBe(1)
  // A reset says what would go, does it only with --yes, and writes a backup first.
  const token = await did('key', 'create', '韩梅', '--name', 'trial', '--company', '华星科技')
  const customers = async (method: 'GET' | 'POST'): Promise<{ records?: unknown[] }> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = method === 'POST' ? { body: JSON.stringify({ kind: 'company', name: '试用客户' }) } : {}
    const answer = await fetch(`${url}/api/customers`, { method, headers, ...body })
    return (await answer.json()) as { records?: unknown[] }
  }
  await customers('POST')
  const asked = await run('company', 'reset', '华星科技')
  expect(asked).toMatchObject({ code: 1, output: expect.stringMatching(/^1 {2}Customers\n[^]*--yes/) })
  expect((await customers('GET')).records).toHaveLength(1)
  expect(await did('company', 'reset', '华星科技', '--yes')).toMatch(/Backup: \S+\.tar$/)
  expect((await customers('GET')).records).toEqual([])
  expect((await run('company', 'remove', 'Second')).code).toBe(1)
  await did('company', 'remove', 'Second', '--yes')
  expect(await did('company', 'list')).toMatch(/^[\da-f-]{36} {2}in use {2}华星科技$/)
  expect(await did('user', 'list', '--json')).toContain('+8613800138000')
  expect(await signIn('lilei', drawn(li))).toBe(200)
}, 300_000)
