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
  const signIn = async (login: string, password: string) =>
    (
      await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password }),
      })
    ).status
  const drawn = (output: string) => /Password: (\S+)/.exec(output)?.[1] ?? ''

  expect(await run('company', 'create', '华星科技')).toMatchObject({ code: 0 })
  expect((await run('company', 'list')).output).toMatch(/^[\da-f-]{36} {2}in use {2}华星科技$/)
  const li = await run(
    'user',
    'create',
    '李雷',
    '--login',
    'lilei',
    '--mobile',
    '13800138000',
    '--role',
    'administrator',
    '--draw-password',
  )
  expect(li.code).toBe(0)
  expect(await signIn('13800138000', drawn(li.output))).toBe(200)
  // There is an administrator now, so nobody else may set up.
  expect(await (await fetch(`${url}/api/setup`)).json()).toEqual({ open: false })

  const taken = await run('user', 'create', '李雷二', '--mobile', '138', '--login', '13800138000', '--draw-password')
  expect(taken.code).toBe(1)
  expect(taken.output).toContain('mobile:')
  expect(taken.output).toContain('login:')
  expect(await run('user', 'roles', 'lilei', '--role', 'salesperson')).toMatchObject({ code: 1 })
  expect(await run('user', 'create', '韩梅', '--email', 'Han@Example.com', '--draw-password')).toMatchObject({
    code: 0,
  })
  expect((await run('user', 'roles', '韩梅')).output).toBe('salesperson')
  expect((await run('user', 'roles', 'han@example.com', '--role', 'director', '--role', 'salesManager')).output).toBe(
    'director\nsalesManager',
  )

  const { output: key } = await run('key', 'create', '韩梅', '--name', 'sync')
  const asHan = () => fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${key}` } })
  expect(await (await asHan()).json()).toMatchObject({ user: { name: '韩梅' } })
  const fresh = await run('user', 'password', 'han@example.com', '--draw-password')
  expect(await signIn('han@example.com', drawn(fresh.output))).toBe(200)
  await expect.poll(async () => (await asHan()).status, { timeout: 900 }).toBe(401)
  const { output: second } = await run('key', 'create', 'lilei')
  expect((await run('key', 'revoke', second.slice(0, 11))).code).toBe(0)
  expect((await run('key', 'list')).output).toBe('')

  // Somebody of one company enters another with the password he has; then a command must be told which company it means.
  expect(
    (await run('company', 'create', 'Second', '--locale', 'en', '--currency', 'USD', '--time-zone', 'Europe/Berlin'))
      .code,
  ).toBe(0)
  expect(
    await run('user', 'create', 'Lei', '--company', 'Second', '--login', 'lilei', '--role', 'administrator'),
  ).toMatchObject({ code: 0 })
  expect(await signIn('lilei', drawn(li.output))).toBe(409)
  expect((await run('user', 'list')).code).toBe(1)
  expect((await run('company', 'remove', 'Second')).code).toBe(1)
  expect(await run('company', 'remove', 'Second', '--yes')).toMatchObject({ code: 0 })
  expect(await signIn('lilei', drawn(li.output))).toBe(200)
  expect((await run('user', 'list', '--json')).output).toContain('+8613800138000')
}, 120_000)
