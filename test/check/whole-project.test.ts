import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyProject, runCheck, writeInto } from './broken-copy.ts'

/** What a check says of the copy: one line for each finding. */
async function findingsIn(root: string, check: string): Promise<string[]> {
  const { code, output } = await runCheck(root, check)
  const findings = output.split('\n').flatMap(line => (line.startsWith('  ') ? [line.trim()] : []))
  expect(code).toBe(findings.length > 0 ? 1 : 0)
  return findings
}

/** That nothing was wrong before is what `npm run check` itself says. */
const newIn = (after: string[], before: string[]): string[] => after.filter(finding => !before.includes(finding))

const stale = 'db/schema.sql is not what the migrations make; run `npm run schema` and read the change'

async function edit(root: string, path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(root, path), 'utf8')
  const after = change(before)
  expect(after, `${path} is not as this test expects it`).not.toBe(before)
  await writeInto(root, path, after)
}

test('the project itself: a module that imports another’s inside is found, and nothing else is', async () => {
  const root = await copyProject()
  const before = await findingsIn(root, 'boundaries')
  await writeInto(
    root,
    'src/modules/products/product.jobs.ts',
    "export { deriveOpportunity } from '#modules/opportunities/opportunity.derive.ts'\n",
  )
  expect(newIn(await findingsIn(root, 'boundaries'), before)).toEqual([
    'src/modules/products/product.jobs.ts:1: imports #modules/opportunities/opportunity.derive.ts: of another module only its index.ts may be imported',
  ])
})

test('the project itself: a label that is missing is found, and nothing else is', async () => {
  const root = await copyProject()
  const before = await findingsIn(root, 'messages')
  const path = (language: string) => `src/modules/customers/messages.${language}.ts`
  for (const language of ['zh', 'en'])
    await edit(root, path(language), text => text.replace(/^ *industry: '.*',?\n/m, ''))
  expect(newIn(await findingsIn(root, 'messages'), before)).toEqual([
    'src/modules/customers/customer.object.ts: the label customer.fields.industry is missing',
  ])
})

test('the project itself: where a migration and a declaration differ is found, both ways, and nothing else is', async () => {
  const root = await copyProject()
  const before = await findingsIn(root, 'migrations')
  await edit(root, 'src/modules/customers/customer.object.ts', text =>
    text.replace('website: url()', 'website: url({ required: true, unique: true }), shoeSize: number()'),
  )
  await writeInto(
    root,
    'db/migrations/9999_broken.sql',
    `-- database: company
alter table customers add column hat_size text;
alter table customers alter column remark type integer using null;
alter table customers drop constraint customers_parent_id_fkey;
drop index customers_level;
drop index customers_bin;
drop index customers_changes;
drop index customers_import_key;
drop index customers_address;
create table dogs (id uuid primary key, version integer not null, deleted_at timestamp with time zone, custom jsonb);
`,
  )
  expect(newIn(await findingsIn(root, 'migrations'), before)).toEqual([
    'customer: customers.website is declared not null, the migrations make it nullable',
    'customer: customers.shoe_size (numeric(18,0)) is declared, no migration makes it',
    'customer: customers.parent_id is declared to refer to customers, in the migrations to nothing',
    'customer: customers.remark is declared as text, the migrations make integer',
    'customer: customers.hat_size is made by a migration, nothing declares it',
    'a migration makes the record table dogs, no noun declares it',
    'customer: customers.level is declared indexed, no index begins with it',
    'customer: customers.website is declared unique, no unique index begins with it',
    'customer: customers.address is declared indexed, no index begins with it',
    'customer: customers has no index for the bin (customers_bin)',
    'customer: customers has no index for programs that synchronise (customers_changes)',
    'customer: customers has no index on import_key(name); an import would read the whole table',
    ...(before.includes(stale) ? [] : [stale]),
  ])
}, 60_000)
