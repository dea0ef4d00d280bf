import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { settingsPages } from './settings-pages.ts'

test('every route below the settings is listed, so that it is found and asks for a right', async () => {
  const router = await readFile(new URL('../shell/router.tsx', import.meta.url), 'utf8')
  const routes = [...router.matchAll(/getParentRoute: \(\) => settings,\s+path: '([^']+)'/g)].map(([, path]) => path)
  const listed = settingsPages
    .filter(({ to }) => to.startsWith('/settings/'))
    .map(({ to }) => to.slice('/settings'.length))
  expect(routes.length).toBeGreaterThan(8)
  expect(routes.filter(path => path !== '/').sort()).toEqual(listed.sort())
})

test('every page asks for a right, but what is one’s own', () => {
  expect(settingsPages.filter(({ anyOf }) => !anyOf || anyOf.length === 0).map(({ to }) => to)).toEqual([
    '/settings/exports',
    '/settings/me',
  ])
})
