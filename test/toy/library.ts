import { sql } from 'kysely'
import { systemActor } from '#platform/access/actor.ts'
import type { Actor, ActorRole, Scope } from '#platform/access/actor.ts'
import type { Database } from '#platform/db/server.ts'
import { newId } from '#platform/db/id.ts'
import {
  address,
  choice,
  choices,
  computed,
  currency,
  date,
  defineObject,
  defineVerb,
  emails,
  files,
  images,
  instant,
  lines,
  longText,
  money,
  number,
  owner,
  phones,
  reference,
  richText,
  serial,
  status,
  tags,
  text,
  url,
  yesNo,
} from '#platform/objects/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import type { Company, Context } from '#platform/records/context.ts'
import { defineAction, defineModule } from '#platform/records/index.ts'

// A library lends books: what the platform is tested with, so that it needs no business noun.

export const chapter = defineObject({
  name: 'chapter',
  plural: 'chapters',
  title: 'heading',
  lineOf: { object: 'book', field: 'book' },
  fields: {
    book: reference('book', { required: true, indexed: true }),
    heading: text({ required: true, max: 60 }),
    pages: number({ min: 1 }),
  },
})

export const tag = defineObject({
  name: 'tag',
  plural: 'bookTags',
  title: 'name',
  fields: { name: text({ required: true, unique: true, max: 30 }) },
})

export const book = defineObject({
  name: 'book',
  plural: 'books',
  title: 'name',
  owned: true,
  fields: {
    number: serial({ prefix: 'B', width: 4 }),
    name: text({ required: true, max: 100, search: true }),
    isbn: text({ unique: true, max: 20 }),
    genre: choice({ options: ['novel', 'poetry', 'science'] }),
    price: money({ currency: 'currency', min: 0 }),
    currency: currency(),
    rating: number({ decimals: 1, min: 0, max: 5 }),
    publishedOn: date(),
    lentAt: instant(),
    summary: longText(),
    phones: phones({ search: true }),
    emails: emails(),
    series: reference('book', { acyclic: true, indexed: true }),
    acquiredBy: choice({ options: ['bought', 'given'], setBy: 'creation' }),
    state: status({ options: ['in', 'lent', 'lost'], default: 'in' }),
    isSigned: yesNo(),
    languages: choices({ options: ['zh', 'en', 'fr'], indexed: true }),
    website: url(),
    tags: tags({ indexed: true }),
    printedAt: address({ search: true, indexed: true }),
    review: richText({ search: true }),
    scans: files({ max: 2 }),
    covers: images(),
    ratedPrice: computed({
      as: number({ decimals: 2 }),
      from: ['price', 'rating'],
      compute: ({ price, rating }) =>
        price && rating ? Math.round((Number(price) / Number(rating)) * 100) / 100 : null,
    }),
    chapters: lines('chapter', { by: 'book' }),
    owner: owner(),
  },
})

const lend = defineVerb({
  object: book,
  verb: 'lend',
  event: 'lent',
  from: { field: 'state', values: ['in'] },
  input: { to: text({ required: true, max: 60 }) },
})

/** How a book came is not edited by the way. */
const reclassify = defineVerb({
  object: book,
  verb: 'reclassify',
  event: 'reclassified',
  input: { acquiredBy: choice({ options: ['bought', 'given'] }) },
})

export const libraryModule = defineModule({
  name: 'library',
  objects: [book, chapter, tag],
  actions: [
    defineAction(lend, async (ctx, _book, { to }) => ({
      changes: { state: 'lent', lentAt: ctx.now().toISOString() },
      reason: `to ${to}`,
    })),
    defineAction(reclassify, async (_ctx, _book, { acquiredBy }) => ({ changes: { acquiredBy } })),
  ],
  behaviour: {
    book: {
      check: ({ values }) =>
        values.genre === 'poetry' && values.rating === 0
          ? [{ path: 'rating', code: 'library.poetry_is_never_zero' }]
          : [],
    },
  },
})

export const library = assemble([peopleModule, libraryModule])

const recordColumns = `id uuid primary key, version integer not null default 1, created_at timestamptz not null default now(), created_by_id uuid,
  updated_at timestamptz not null default now(), deleted_at timestamptz, source_system text, external_id text, custom jsonb`

/** Makes the library's tables in a company database. */
export async function makeLibrary(db: Database): Promise<void> {
  await sql
    .raw(`create table books (${recordColumns}, number text, name text not null, isbn text, genre text, price numeric(19,4), currency character(3),
    rating numeric(18,1), published_on date, lent_at timestamptz, summary text, series_id uuid references books (id), state text, acquired_by text,
    is_signed boolean, languages text[], website text, tags uuid[], printed_at jsonb, review text, scans uuid[], covers uuid[],
    owner_id uuid references users (id))`)
    .execute(db)
  await sql.raw(`create table book_tags (${recordColumns}, name text not null)`).execute(db)
  await sql.raw('create unique index books_isbn on books (lower(isbn)) where deleted_at is null').execute(db)
  await sql.raw('create unique index books_number on books (lower(number)) where deleted_at is null').execute(db)
  await sql
    .raw(`create table chapters (${recordColumns}, position integer not null default 0, book_id uuid not null references books (id),
    heading text not null, pages numeric(18,0))`)
    .execute(db)
}

export const company: Company = {
  id: '00000000-0000-7000-8000-000000000001',
  name: '图书馆',
  locale: 'zh',
  baseCurrency: 'CNY',
  timeZone: 'Asia/Shanghai',
  fiscalYearStart: 1,
  weekStart: 1,
}

/** A person of the library: a user record, and the context in which he acts. */
export async function person(
  db: Database,
  name: string,
  options: {
    scope?: Scope
    superior?: string
    grants?: Record<string, Scope>
    hidden?: string[]
    subordinates?: string[]
  } = {},
): Promise<Context & { actor: Actor & { userId: string } }> {
  const id = newId()
  await sql`insert into users (id, name, superior_id, state) values (${id}, ${name}, ${options.superior ?? null}, 'active')`.execute(
    db,
  )
  const grants = options.grants ?? { 'book.*': options.scope ?? 'own', 'user.read': 'all' }
  const actor = {
    kind: 'person' as const,
    userId: id,
    name,
    grants,
    subordinates: options.subordinates ?? [],
    departmentId: null,
    roles: [
      { id: 'test', grants, fieldRights: Object.fromEntries((options.hidden ?? []).map(field => [field, 'hidden'])) },
    ] as ActorRole[],
    colleagues: [],
    treeColleagues: [],
    teamObjects: new Set<string>(),
  }
  return { ...(await contextOf(db)), actor }
}

/** The system itself. */
export const contextOf = (db: Database): Promise<Context> =>
  library.contextOf({
    db,
    company,
    actor: systemActor('test'),
    batch: null,
    reason: null,
    locale: 'zh',
    now: () => new Date(),
  })
