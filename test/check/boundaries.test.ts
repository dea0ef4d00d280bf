import { expect, test } from 'vitest'
import { makeTree, runCheck, writeInto } from './broken-copy.ts'

/** A small house in order; each test spoils one thing in it. */
const house: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: {
      '#platform/*': './src/platform/*',
      '#modules/*': './src/modules/*',
      '#web/*': './src/web/*',
      '#src/*': './src/*',
    },
  }),
  'src/app.ts': `import { books } from '#modules/books/index.ts'\nimport { loans } from '#modules/loans/index.ts'\nexport const app = [books, loans]`,
  'src/platform/objects/index.ts': `export const defineObject = (x: unknown) => x`,
  'src/platform/fields/text.ts': `export const text = () => ({})`,
  'src/platform/records/index.ts': `import '../objects/index.ts'\nexport const defineModule = (x: unknown) => x\nexport const create = () => {}`,
  'src/platform/db/pool.ts': `import pg from 'pg'\nexport const pool = new pg.Pool()`,
  'src/web/main.tsx': `import '#modules/books/web/index.ts'\nexport const main = 1`,
  'src/web/ui/button.tsx': `import React from 'react'\nexport const Button = () => <button type="button">{React.version}</button>`,
  'src/modules/books/index.ts': `import { defineModule } from '#platform/records/index.ts'\nimport { book } from './book.object.ts'\nimport { lend } from './book.actions.ts'\nexport const books = defineModule({ name: 'books', objects: [book], actions: [lend] })`,
  'src/modules/books/book.object.ts': `import { defineObject } from '#platform/objects/index.ts'\nexport const book = defineObject({ name: 'book' })\nexport type Book = typeof book`,
  'src/modules/books/book.actions.ts': `import { create } from '#platform/records/index.ts'\nexport const lend = create`,
  'src/modules/books/messages.zh.ts': `export default {}`,
  'src/modules/books/messages.en.ts': `export default {}`,
  'src/modules/books/web/index.ts': `import { book } from '../book.object.ts'\nimport { Button } from '#web/ui/button.tsx'\nexport const web = [book, Button]`,
  'src/modules/loans/index.ts': `import { defineModule } from '#platform/records/index.ts'\nimport { books } from '#modules/books/index.ts'\nexport const loans = defineModule({ name: 'loans', dependsOn: ['books'], objects: [books] })`,
  'src/modules/loans/loan.object.ts': `import type { Book } from '#modules/books/book.object.ts'\nexport const loan = { book: null as Book | null }`,
  'src/modules/loans/messages.zh.ts': `export default {}`,
  'src/modules/loans/messages.en.ts': `export default {}`,
}

test('a house in order passes, and the check says how much it saw', async () => {
  const { code, output } = await runCheck(await makeTree(house), 'boundaries')
  expect(output).toContain('17 files, 16 imports, 2 modules')
  expect(code).toBe(0)
})

const spoiled: { what: string; path: string; content: string; says: string }[] = [
  {
    what: "a module imports another's inside",
    path: 'src/modules/loans/loan.actions.ts',
    content: `import { lend } from '#modules/books/book.actions.ts'\nexport const use = lend`,
    says: 'src/modules/loans/loan.actions.ts:1: imports #modules/books/book.actions.ts: of another module only its index.ts may be imported',
  },
  {
    what: "a module imports another's inside by a way round the alias",
    path: 'src/modules/loans/loan.actions.ts',
    content: `export { lend } from '../books/../books/book.actions.ts'`,
    says: 'of another module only its index.ts may be imported',
  },
  {
    what: "a module imports the type of another's inside",
    path: 'src/modules/loans/loan.actions.ts',
    content: `export type Lend = typeof import('../books/book.actions.ts')`,
    says: 'of another module only its index.ts may be imported',
  },
  {
    what: 'a module imports one that it does not declare',
    path: 'src/modules/books/book.actions.ts',
    content: `export const late = () => import('#modules/loans/index.ts')\nexport const lend = 1`,
    says: 'dependsOn of books does not name loans',
  },
  {
    what: 'modules depend on each other in a circle',
    path: 'src/modules/books/index.ts',
    content: `import { defineModule } from '#platform/records/index.ts'\nexport const books = defineModule({ name: 'books', dependsOn: ['loans'] })`,
    says: 'dependsOn goes in a circle: books → loans → books',
  },
  {
    what: 'the platform knows a module',
    path: 'src/platform/records/update.ts',
    content: `import type { Book } from '#modules/books/book.object.ts'\nexport type B = Book`,
    says: 'the platform knows nothing of modules',
  },
  {
    what: 'the platform knows the program',
    path: 'src/platform/records/update.ts',
    content: `import { app } from '#src/app.ts'\nexport const n = app`,
    says: 'the platform knows nothing of modules',
  },
  {
    what: 'a declaration imports the database',
    path: 'src/modules/books/book.rules.ts',
    content: `import { pool } from '#platform/db/pool.ts'\nexport const p = pool`,
    says: 'a declaration stands on platform/objects and platform/fields alone',
  },
  {
    what: 'a screen imports an action',
    path: 'src/modules/books/web/page.tsx',
    content: `import { lend } from '../book.actions.ts'\nexport const p = lend`,
    says: 'the browser may not read server code',
  },
  {
    what: 'the server imports a screen',
    path: 'src/modules/books/book.actions.ts',
    content: `import { Button } from '#web/ui/button.tsx'\nexport const lend = Button`,
    says: 'the server imports nothing of the browser',
  },
  {
    what: 'a screen uses a package of the server',
    path: 'src/web/ui/list.tsx',
    content: `import { readFile } from 'node:fs/promises'\nexport const l = readFile`,
    says: 'a package of the server, in a file that the browser reads',
  },
  {
    what: 'what declarations stand on reaches the database by a long way',
    path: 'src/platform/fields/text.ts',
    content: `import { pool } from '../db/pool.ts'\nexport const text = () => pool`,
    says: 'src/platform/fields/text.ts → src/platform/db/pool.ts: the browser would load server code',
  },
  {
    what: 'somebody beside the composition knows the list of modules',
    path: 'src/cli.ts',
    content: `import { books } from '#modules/books/index.ts'\nexport const b = books`,
    says: 'only src/app.ts knows the list of modules',
  },
  {
    what: 'an import leads nowhere',
    path: 'src/cli.ts',
    content: `import { x } from '#platform/nowhere.ts'\nexport const y = x`,
    says: '#platform/nowhere.ts leads to no file',
  },
  {
    what: 'an import is computed',
    path: 'src/cli.ts',
    content: `export const load = (name: string) => import('#modules/' + name)`,
    says: 'an import of a computed path cannot be checked',
  },
  {
    what: 'a file cannot be read',
    path: 'src/platform/fields/broken.ts',
    content: `export const = `,
    says: 'src/platform/fields/broken.ts: ',
  },
  {
    what: 'a file is of a kind that the check does not know',
    path: 'src/platform/fields/strange.vue',
    content: `<script>import '../../app.ts'</script>`,
    says: 'a kind of file that this check does not know',
  },
]

test.each(spoiled)('it fails when $what', async ({ path, content, says }) => {
  const root = await makeTree({
    ...house,
    // So that what declarations stand on is really reached.
    'src/platform/objects/index.ts': `import { text } from '../fields/text.ts'\nexport const defineObject = (x: unknown) => [x, text]`,
  })
  await writeInto(root, path, content)
  const { code, output } = await runCheck(root, 'boundaries')
  expect(output).toContain(says)
  expect(code).toBe(1)
})

test('it fails when it saw nothing', async () => {
  const { code, output } = await runCheck(await makeTree({ 'package.json': '{}', 'src/readme.md': '' }), 'boundaries')
  expect(output).toContain('no file below src was read')
  expect(code).toBe(1)
})

test('a module that writes tables past the platform is found, one that reads is not', async () => {
  const root = await makeTree(house)
  await writeInto(
    root,
    'src/modules/books/book.reports.ts',
    'export const f = (sql: any) => sql`select count(*) from books where deleted_at is null`',
  )
  expect((await runCheck(root, 'writes')).code).toBe(0)
  await writeInto(
    root,
    'src/modules/books/book.jobs.ts',
    'export const f = (sql: any, t: string) => sql`update ${t} set owner_id = null`',
  )
  await writeInto(root, 'src/modules/loans/loan.jobs.ts', "export const f = (db: any) => db.deleteFrom('loans')")
  const { code, output } = await runCheck(root, 'writes')
  expect(output).toContain(
    'src/modules/books/book.jobs.ts:1: update x: a module writes through #platform/records alone',
  )
  expect(output).toContain('src/modules/loans/loan.jobs.ts:1: .deleteFrom()')
  expect(code).toBe(1)
})
