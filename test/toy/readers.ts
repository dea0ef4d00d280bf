import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'
import {
  choice,
  date,
  defineObject,
  defineVerb,
  files,
  longText,
  owner,
  phones,
  serial,
  status,
  text,
} from '#platform/objects/index.ts'
import { defineAction, defineModule } from '#platform/records/index.ts'

// The noun that the library grows in `grown-noun.test.ts`: what stands here is all that a new noun is.

export const reader = defineObject({
  name: 'reader',
  plural: 'readers',
  title: 'name',
  owned: true,
  fields: {
    number: serial({ prefix: 'R', width: 4 }),
    name: text({ required: true, max: 60, search: true }),
    kind: choice({ options: ['adult', 'child'] }),
    phones: phones({ search: true }),
    joinedOn: date(),
    remark: longText(),
    state: status({ options: ['waiting', 'admitted'], default: 'waiting' }),
    portraits: files(),
    owner: owner(),
  },
  navigation: { group: 'customers', icon: 'UserOutlined', order: 90 },
})

const admit = defineVerb({
  object: reader,
  verb: 'admit',
  event: 'admitted',
  from: { field: 'state', values: ['waiting'] },
  input: { joinedOn: date({ required: true }) },
})

export const readersModule = defineModule({
  name: 'readers',
  objects: [reader],
  actions: [defineAction(admit, async (_ctx, _reader, { joinedOn }) => ({ changes: { state: 'admitted', joinedOn } }))],
  messages: {
    zh: {
      reader: {
        name: '读者',
        plural: '读者',
        fields: {
          number: '读者证号',
          name: '姓名',
          kind: '类别',
          phones: '电话',
          joinedOn: '入馆日期',
          remark: '备注',
          state: '状态',
          portraits: '照片',
          owner: '负责人',
        },
        options: { kind: { adult: '成人', child: '少儿' }, state: { waiting: '待审', admitted: '已入馆' } },
        verbs: { admit: { label: '准许入馆', joinedOn: '入馆日期' } },
      },
    },
    en: {
      reader: {
        name: 'reader',
        plural: 'Readers',
        fields: {
          number: 'Card number',
          name: 'Name',
          kind: 'Kind',
          phones: 'Phones',
          joinedOn: 'Joined on',
          remark: 'Remark',
          state: 'State',
          portraits: 'Portraits',
          owner: 'Owner',
        },
        options: { kind: { adult: 'Adult', child: 'Child' }, state: { waiting: 'Waiting', admitted: 'Admitted' } },
        verbs: { admit: { label: 'Admit', joinedOn: 'Joined on' } },
      },
    },
  },
})

/** What its migration would be. */
export async function makeReaders(db: Database): Promise<void> {
  await sql
    .raw(`create table readers (id uuid primary key, version integer not null default 1, created_at timestamptz not null default now(),
      created_by_id uuid, updated_at timestamptz not null default now(), deleted_at timestamptz, source_system text, external_id text, custom jsonb,
      number text, name text not null, kind text, joined_on date, remark text, state text, portraits uuid[], owner_id uuid references users (id))`)
    .execute(db)
  await sql.raw('create unique index readers_number on readers (lower(number))').execute(db)
  await sql.raw('create index readers_owner on readers (owner_id, created_at desc, id desc)').execute(db)
}
