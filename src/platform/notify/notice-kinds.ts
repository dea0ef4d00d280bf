import type { Context } from '../records/context.ts'

/** Where a notice goes. */
export interface Ways {
  inProduct: boolean
  /** As a message of the browser, while a page is open. */
  inBrowser: boolean
  byMail: boolean
}

/** A kind of notice. Its words: `notices.kinds.<name>.label`, and `.text`, which may use `{by}`, `{title}`, `{noun}` and the notice's own parameters. */
export interface NoticeKind {
  /** `task.assigned` */
  name: string
  /** Until a person chooses otherwise. */
  ways: Ways
  /** Whether a group's robot may tell it. */
  isForGroups: boolean
}

/** Something to tell somebody. */
export interface NoticeAsk {
  kind: string
  /** Ids of users. */
  to: readonly string[]
  /** The record it is about. Its title is looked up when the notice is read, with the reader's rights. */
  about: { object: string; id: string } | null
  /** Names of people, counts, times; never values of a record. */
  params?: Readonly<Record<string, string | number>>
  /** One cause gives one person one notice, however often it is told. */
  cause: string
}

/** Notices whose time has come: asked every few seconds, by the system. What was told before may be named again. */
export interface TimedNotice {
  name: string
  due: (ctx: Context) => Promise<NoticeAsk[]>
}

/** How far back a clock looks that has stood still: what became due earlier is not told any more. */
export const lateDays = 3

/** The kinds that belong to no module. */
export const platformKinds: readonly NoticeKind[] = [
  { name: 'audit.auditors', ways: { inProduct: true, inBrowser: true, byMail: true }, isForGroups: false },
  { name: 'audit.rules', ways: { inProduct: true, inBrowser: false, byMail: false }, isForGroups: false },
  { name: 'audit.reads', ways: { inProduct: true, inBrowser: true, byMail: true }, isForGroups: false },
  { name: 'consent.asked', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: false },
  { name: 'consent.approved', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: false },
  { name: 'consent.refused', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: false },
  { name: 'record.handed', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true },
  { name: 'record.handedMany', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true },
  { name: 'team.joined', ways: { inProduct: true, inBrowser: false, byMail: false }, isForGroups: true },
  { name: 'import.finished', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: false },
  { name: 'bulk.finished', ways: { inProduct: true, inBrowser: false, byMail: false }, isForGroups: false },
  { name: 'invitation.accepted', ways: { inProduct: true, inBrowser: false, byMail: false }, isForGroups: true },
  { name: 'signIn.newDevice', ways: { inProduct: true, inBrowser: true, byMail: true }, isForGroups: false },
]
