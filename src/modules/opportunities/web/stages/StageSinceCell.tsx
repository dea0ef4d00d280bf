import { useQuery } from '@tanstack/react-query'
import { When } from '#web/ui/index.ts'
import type { OwnCellProps } from '#web/shell/define-web-module.ts'
import { DaysInStage } from '../board/DaysInStage.tsx'
import { normsQuery } from './norms.ts'

/** How long an opportunity has stood in its stage, against the norm: 23 天 in amber; of one that has ended, since when. */
export default function StageSinceCell({ value, values }: OwnCellProps) {
  const { data } = useQuery(normsQuery)
  const since = String(value)
  const stage = (values.stage as { id: string } | null | undefined)?.id
  if (values.state !== 'open') return <When at={since} />
  const norm = data?.find(one => one.stage === stage)
  return <DaysInStage since={since} normDays={norm?.days ?? null} normBasis={norm?.basis ?? null} showsNorm />
}
