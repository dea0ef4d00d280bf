import type { NoticeKind } from '#platform/notify/notice-kinds.ts'

const ways = { inProduct: true, inBrowser: true, byMail: false }

/** Told in the night: what falls soon, and what has fallen. */
export const poolNoticeKinds: readonly NoticeKind[] = ['customer', 'lead'].flatMap(noun => [
  { name: `pool.falling.${noun}`, ways, isForGroups: true },
  { name: `pool.fallingMany.${noun}`, ways, isForGroups: true },
  { name: `pool.recovered.${noun}`, ways, isForGroups: true },
  { name: `pool.recoveredMany.${noun}`, ways, isForGroups: true },
])
