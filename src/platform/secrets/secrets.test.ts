import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSecrets } from './secrets.ts'

const folderForTest = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-secrets-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('what is sealed opens again in every process, and its text is nowhere to be read', async () => {
  const folder = await folderForTest()
  const [one, other] = [openSecrets({ folder, keys: [] }), openSecrets({ folder, keys: [] })]
  const [first, second] = await Promise.all([one.seal('春眠不觉晓'), other.seal('春眠不觉晓')])
  expect(first.equals(second)).toBe(false)
  expect(first.toString('utf8')).not.toContain('春眠')
  expect([await other.open(first), await one.open(second)]).toEqual(['春眠不觉晓', '春眠不觉晓'])
  expect((await stat(join(folder, 'secrets/key'))).mode & 0o777).toBe(0o600)
})

test('a key is replaced: the new one seals, the old one still opens; without it nothing does', async () => {
  const folder = await folderForTest()
  const sealed = await openSecrets({ folder, keys: ['old'] }).seal('secret')
  const both = openSecrets({ folder, keys: ['new', 'old'] })
  expect(await both.open(sealed)).toBe('secret')
  const alone = openSecrets({ folder, keys: ['new'] })
  await expect(alone.open(sealed)).rejects.toMatchObject({ code: 'secret.other_key' })
  expect(await alone.open(await both.seal('secret'))).toBe('secret')
  await expect(readFile(join(folder, 'secrets/key'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a sealed text that somebody changed does not open', async () => {
  const secrets = openSecrets({ folder: await folderForTest(), keys: ['key'] })
  const sealed = await secrets.seal('secret')
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  await expect(secrets.open(sealed)).rejects.toThrow(/authenticate/)
})
