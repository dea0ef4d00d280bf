import type { DueTask, Occurrence } from './use-calendar.ts'
import type { useMoves } from './use-moves.tsx'

/** What every way of showing the calendar is given. */
export interface ViewProps {
  days: readonly string[]
  /** 'YYYY-MM': the month that is looked at. */
  month: string
  eventsOn: (day: string) => readonly Occurrence[]
  tasksOn: (day: string) => readonly DueTask[]
  moves: ReturnType<typeof useMoves>
  /** What is being dragged. */
  dragged: Occurrence | null
  onDrag: (event: Occurrence | null) => void
  onDay: (day: string) => void
  /** Begins a new event on a day, at so many minutes after midnight. */
  onNew: (day: string, minutes?: number) => void
}
