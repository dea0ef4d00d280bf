import { useEffect, useRef, useState } from 'react'
import {
  type ApiRecord,
  type ApiReference,
  api,
  type ObjectDescription,
  refreshObject,
  useSession,
} from '#web/api/index.ts'
import { isProblem } from '#web/api/problem.ts'
import { filesArrived } from '#web/fields/files/under-way.ts'
import { dropDraft, keepDraft, readDraft } from '#web/records/form/draft-store.ts'
import { openSendingKey } from '#web/records/form/sending-key.ts'
import { useProblemText, useText, useToast } from '#web/ui/index.ts'

/** What is being written. */
export interface Draft {
  method: string
  content: string
  contact: string | null
  opportunity: string | null
  result: string | null
  nextContactAt: string | null
  /** Empty: now. */
  happenedAt: string | null
  /** Uploaded already, not yet part of anything. */
  files: unknown[] | null
}

const blank: Draft = {
  method: 'phone',
  content: '',
  contact: null,
  opportunity: null,
  result: null,
  nextContactAt: null,
  happenedAt: null,
  files: null,
}

/**
 * The state of a follow-up that is being written on a record's page. What was typed waits on this device until it is sent; afterwards the
 * page shows it, and it can be taken back. `onDone` is told when it is logged and nothing more is asked.
 */
export function useComposer(object: ObjectDescription, record: ApiRecord, onDone: () => void = () => undefined) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const { user } = useSession()
  const key = `${user.id}.activity.on.${object.name}.${record.id}`
  const [draft, setDraft] = useState<Draft>(() => ({ ...blank, ...(readDraft(key)?.values as Partial<Draft>) }))
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  // A follow-up that was just logged and says nothing of the next contact: the person is asked, and may say that there is none.
  const [asked, setAsked] = useState<{ id: string; version: number } | null>(null)
  const keyOf = useRef(openSendingKey())

  useEffect(() => {
    if (draft.content.trim() === '' && draft.nextContactAt === null) dropDraft(key)
    else keepDraft(key, { values: { ...draft } })
  }, [draft, key])

  // What a file that has just arrived has put in counts at once, before this is drawn anew.
  const latest = useRef(draft)
  const put = (next: Draft) => {
    latest.current = next
    setDraft(next)
  }
  const change = (changed: Partial<Draft>) => {
    setError(null)
    put({ ...latest.current, ...changed })
  }

  async function refresh(): Promise<void> {
    await Promise.all([refreshObject('activities'), refreshObject(object.path)])
  }

  async function send(): Promise<boolean> {
    if (isSending) return false
    setSending(true)
    setError(null)
    try {
      if (!(await filesArrived())) return false
      const values = { ...subjectsOf(object, record), ...filled(latest.current) }
      const made = await api.post<ApiRecord>('/activities', values, { idempotencyKey: keyOf.current(values) })
      keyOf.current = openSendingKey()
      const saysNext = latest.current.nextContactAt !== null
      put({ ...blank, method: latest.current.method })
      toast.sayUndo(t('activities.logged'), async () => {
        await api.delete(`/activities/${made.id}`)
        setAsked(null)
        await refresh()
      })
      // It is logged: nobody waits for what the page does with it, least of all whoever writes the next one already.
      void comeRound(made, saysNext).catch(toast.fail)
      return true
    } catch (problem) {
      const first = isProblem(problem) ? problem.fields[0]?.message : undefined
      setError(first ?? problemText(problem))
      return false
    } finally {
      setSending(false)
    }
  }

  /** After a follow-up was logged: the page shows it, and asks for the next contact where none is planned. */
  async function comeRound(made: ApiRecord, saysNext: boolean): Promise<void> {
    await refresh()
    if (saysNext || !object.fields.some(field => field.name === 'nextContactAt' && field.isEditable)) return onDone()
    const now = await api.get<ApiRecord>(`/${object.path}/${record.id}`)
    const isPlanned = typeof now.nextContactAt === 'string' && Date.parse(now.nextContactAt) > Date.now()
    if (isPlanned) return onDone()
    setAsked({ id: made.id, version: made.version })
  }

  /** Answers when the next contact is; null says that none is planned. */
  async function answer(nextContactAt: string | null): Promise<void> {
    const about = asked
    setAsked(null)
    if (!about || nextContactAt === null) return onDone()
    try {
      await api.patch(`/activities/${about.id}`, { version: about.version, nextContactAt })
      toast.say(t('activities.nextKept'))
      onDone()
    } catch (problem) {
      setAsked(about)
      toast.fail(problem)
    }
    await refresh()
  }

  return {
    asked: asked !== null,
    answer,
    draft,
    change,
    send,
    error,
    isSending,
    giveUp: () => put({ ...blank, method: latest.current.method }),
  }
}

/** What a follow-up on this page is about: the record itself, and the customer that it belongs to. */
function subjectsOf(object: ObjectDescription, record: ApiRecord): Record<string, unknown> {
  const customer = record.customer as unknown as ApiReference | null | undefined
  return {
    [object.name]: { id: record.id },
    ...(object.name !== 'customer' && customer ? { customer: { id: customer.id } } : {}),
  }
}

const filled = (draft: Draft): Record<string, unknown> =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null && value !== ''))
