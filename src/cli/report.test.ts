import { expect, test } from 'vitest'
import { dataFolderForTest, zhanggui } from '#test/harness/process.ts'

test('the operator reads reports as a page, as JSON and as CSV', async () => {
  const settings = { DATA_DIR: await dataFolderForTest() }
  const run = async (...args: string[]) => zhanggui(args, settings)
  expect((await run('company', 'create', '华星科技')).code).toBe(0)
  expect(
    (await run('user', 'create', '李雷', '--login', 'lilei', '--role', 'administrator', '--draw-password')).code,
  ).toBe(0)

  const list = await run('report', '--user', '李雷')
  expect(list.code).toBe(0)
  for (const name of ['opportunitiesByStage', 'wonByQuarter', 'wonByManager', 'wonBySalesperson', 'daysToWin'])
    expect(list.output).toContain(name)
  const json = await run('report', 'wonBySalesperson', '--user', '李雷', '--json')
  expect(json.output).toContain('"rows": []')
  expect((await run('report', 'wonByQuarter', '--user', '李雷', '--csv')).code).toBe(0)
  expect((await run('report', 'noSuchReport', '--user', '李雷')).code).toBe(1)
}, 120_000)
