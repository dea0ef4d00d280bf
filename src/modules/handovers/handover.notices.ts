import type { NoticeKind } from '#platform/notify/notice-kinds.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

/** Whoever gets many records at once is told once, with their number. */
export const handoverNoticeKinds: readonly NoticeKind[] = [
  { name: 'transfer.receivedMany', ways: everywhere, isForGroups: false },
  { name: 'handover.received', ways: { ...everywhere, byMail: true }, isForGroups: false },
]
