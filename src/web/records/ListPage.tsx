import { useParams } from '@tanstack/react-router'
import { type ComponentType, Suspense } from 'react'
import { type ObjectDescription, useObject } from '#web/api/index.ts'
import { boardOf } from '#web/shell/define-web-module.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { useTrail, useTrailTo } from '#web/shell/trail.ts'
import { Skeletons } from '#web/ui/index.ts'
import { CalendarList } from './list/calendar/CalendarList.tsx'
import { calendarFields } from './list/calendar/month.ts'
import { RecordList } from './list/RecordList.tsx'
import { useList } from './list/use-list.ts'

/** All records of a noun that this person may see: as a list, or as the board that a module brings. */
export function ListPage() {
  const { path } = useParams({ from: '/signedIn/o/$path' })
  const object = useObject(path)
  if (!object || object.lineOf) return <NotFoundPage />
  return <ListOrBoard key={object.name} object={object} />
}

function ListOrBoard({ object }: { object: ObjectDescription }) {
  const list = useList(object)
  useTrail([...useTrailTo(object), { label: object.labelPlural }])
  // Which view comes first is the person's choice, so nothing is asked before it is known.
  if (!list.isReady) return <Skeletons shape="list" />
  const board = list.kind === 'board' ? boardOf(object.name) : undefined
  if (list.kind === 'calendar' && calendarFields(object).length > 0) return <CalendarList list={list} />
  return board ? <ShownBoard Board={board} object={object} /> : <RecordList list={list} />
}

function ShownBoard({
  Board,
  object,
}: {
  Board: ComponentType<{ object: ObjectDescription }>
  object: ObjectDescription
}) {
  return (
    <Suspense fallback={<Skeletons shape="board" />}>
      <Board object={object} />
    </Suspense>
  )
}
