import { App } from 'antd'
import { api, refreshObject } from '#web/api/index.ts'
import { momentWords } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { useToast } from '#web/ui/index.ts'
import type { Occurrence } from './use-calendar.ts'
import { useWhich } from './use-which.tsx'

/** Moves and removes times of events. Of a repeated event it asks first which times are meant; a single one can be put back. */
export function useMoves() {
  const wording = useWording()
  const { t } = wording
  const toast = useToast()
  const which = useWhich()
  const { message } = App.useApp()
  const again = () => refreshObject('events')

  async function move(event: Occurrence, startsAt: string): Promise<void> {
    if (startsAt === event.startsAt || !event.can.includes('update')) return
    const said = t('calendar.moved', { title: event.title, when: momentWords(startsAt, wording) })
    try {
      if (event.isRepeated) {
        const scope = await which.ask(t('calendar.which.title'))
        if (!scope) return
        await api.post(`/events/${event.id}/times`, { at: event.startsAt, scope, changes: { startsAt } })
        void message.success(said)
      } else {
        await api.patch(`/events/${event.id}`, { startsAt })
        toast.sayUndo(said, async () => {
          await api.patch(`/events/${event.id}`, { startsAt: event.startsAt })
          await again()
        })
      }
    } catch (error) {
      toast.fail(error)
    }
    await again()
  }

  async function remove(event: Occurrence): Promise<void> {
    const said = t('calendar.removed', { title: event.title })
    try {
      if (event.isRepeated) {
        const scope = await which.ask(t('calendar.whichRemove'))
        if (!scope) return
        await api.post(`/events/${event.id}/times`, { at: event.startsAt, scope, remove: true })
        void message.success(said)
      } else {
        await api.delete(`/events/${event.id}`)
        toast.sayUndo(said, async () => {
          await api.post(`/events/${event.id}/restore`)
          await again()
        })
      }
    } catch (error) {
      toast.fail(error)
    }
    await again()
  }

  return {
    move: (event: Occurrence, startsAt: string) => void move(event, startsAt),
    remove: (event: Occurrence) => void remove(event),
    question: which.question,
  }
}
