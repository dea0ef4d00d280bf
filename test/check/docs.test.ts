import { expect, test } from 'vitest'
import { makeTree, runCheck, writeInto } from './broken-copy.ts'

const tree = {
  'package.json': JSON.stringify({ scripts: { check: 'x' } }),
  'README.md': 'See [the guide](docs/architecture.md) and run `npm run check`.',
  'CONTRIBUTING.md': 'Start at `src/main.ts`.',
  'docs/architecture.md': 'Modules are `src/modules/<nouns>/index.ts`.',
  'src/main.ts': '',
  'src/modules/books/index.ts': '',
}

test('documents that name what exists pass', async () => {
  const { code, output } = await runCheck(await makeTree(tree), 'docs')
  expect(output).toContain('4 names in 3 documents')
  expect(code).toBe(0)
})

test('it fails when a document names a file or a script that does not exist, or is missing', async () => {
  const root = await makeTree({ ...tree, 'README.md': 'Run `npm run chekc`, see [here](docs/lost.md).' })
  await writeInto(root, 'docs/architecture.md', 'The pool is in `src/platform/db/pool.ts`.')
  const { code, output } = await runCheck(root, 'docs')
  expect(output).toContain('docs/architecture.md:1: src/platform/db/pool.ts does not exist')
  expect(output).toContain('README.md:1: docs/lost.md does not exist')
  expect(output).toContain('README.md:1: there is no script chekc')
  expect(code).toBe(1)
})
