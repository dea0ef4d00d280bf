import { useEffect, useRef, useState } from 'react'
import { type ApiRecord, isProblem } from '#web/api/index.ts'
import { filesArrived } from '#web/fields/files/under-way.ts'
import { useProblemText } from '#web/ui/index.ts'
import { isSame } from '../field-edit.ts'
import { openSendingKey } from './sending-key.ts'
import { dropDraft, keepDraft, readDraft } from './draft-store.ts'

/** A form while it is filled. */
export interface FormState {
  values: Record<string, unknown>
  set: (name: string, value: unknown) => void
  /** What is wrong, by field; inside lines `lines.2.quantity`. */
  errors: Record<string, string>
  /** What is wrong with the whole. */
  error: string | null
  /** Somebody else's values, by field, where both changed the same. */
  theirs: Record<string, unknown>
  /** Settles a conflict in one field; mine stays as typed. */
  settle: (name: string, choice: 'mine' | 'theirs') => void
  isChanged: boolean
  /** Whether what stands there was typed earlier and never saved. */
  isRestored: boolean
  isSaving: boolean
  /** How often the server has refused it: whoever shows the form brings what is wrong into view after each. */
  refusals: number
  /** Sends it; the record, or null when something is to be mended first. */
  save: () => Promise<ApiRecord | null>
  /** Back to the beginning, without the draft. */
  startAnew: () => void
}

/**
 * The state of a form: values, what is wrong with them (all at once, as the server says), and a draft on this device that lives until the
 * form was saved or given up.
 */
export function useForm({
  start,
  version,
  draftKey,
  send,
}: {
  /** The values to begin with. */
  start: Record<string, unknown>
  version?: number
  draftKey: string
  /** Sends the changed values and the version they stand on, under a key of this opening of the form. @throws ApiProblem */
  send: (changed: Record<string, unknown>, version: number | undefined, key: string) => Promise<ApiRecord>
}): FormState {
  const problemText = useProblemText()
  const [beginning, setBeginning] = useState(start)
  const [draft] = useState(() => readDraft(draftKey))
  const [changed, setChanged] = useState<Record<string, unknown>>(draft?.values ?? {})
  // What a file that has just arrived has put in counts at once, before the form is drawn anew.
  const latest = useRef(changed)
  const put = (next: Record<string, unknown>) => {
    latest.current = next
    setChanged(next)
  }
  const [isRestored, setRestored] = useState(draft !== null && Object.keys(draft.values).length > 0)
  const [base, setBase] = useState(draft?.version ?? version)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<string | null>(null)
  const [theirs, setTheirs] = useState<Record<string, unknown>>({})
  const [isSaving, setSaving] = useState(false)
  const [refusals, setRefusals] = useState(0)
  const sending = useRef(false)
  const keyOf = useRef(openSendingKey())
  const values = { ...beginning, ...changed }
  const isChanged = Object.entries(changed).some(([name, value]) => !isSame(value, beginning[name]))

  useEffect(() => {
    if (Object.keys(changed).length > 0)
      keepDraft(draftKey, { values: changed, ...(base === undefined ? {} : { version: base }) })
  }, [changed, base, draftKey])

  const startAnew = () => {
    dropDraft(draftKey)
    keyOf.current = openSendingKey()
    setBeginning(start)
    put({})
    setErrors({})
    setError(null)
    setTheirs({})
    setRestored(false)
    setBase(version)
  }

  const save = async (): Promise<ApiRecord | null> => {
    if (sending.current) return null
    sending.current = true
    setSaving(true)
    setErrors({})
    setError(null)
    try {
      if (!(await filesArrived())) return null
      const record = await send(latest.current, base, keyOf.current([latest.current, base]))
      dropDraft(draftKey)
      return record
    } catch (problem) {
      if (isProblem(problem, 'version_conflict')) {
        const { current } = problem.document
        const { version: now, id: _id, ...found } = current as Record<string, unknown>
        setTheirs(found)
        setBase(Number(now))
      } else if (isProblem(problem) && problem.fields.length > 0) {
        setErrors(Object.fromEntries(problem.fields.map(field => [field.path, field.message])))
      }
      setError(problemText(problem))
      setRefusals(before => before + 1)
      return null
    } finally {
      sending.current = false
      setSaving(false)
    }
  }

  return {
    values,
    set: (name, value) => {
      put({ ...latest.current, [name]: value })
      setErrors(before => withoutField(before, name))
    },
    errors,
    error,
    theirs,
    settle: (name, choice) => {
      if (choice === 'theirs') {
        const value = theirs[name] ?? null
        setBeginning(before => ({ ...before, [name]: value }))
        put({ ...latest.current, [name]: value })
      }
      setTheirs(before => withoutField(before, name))
    },
    isChanged,
    isRestored,
    isSaving,
    refusals,
    save,
    startAnew,
  }
}

/**
 * Puts the cursor into the first field that is wrong, once the page shows it: after the refusal is painted, however slow the device.
 * @returns the ref for the form's element
 */
export function useFocusOnWrong(form: FormState) {
  const body = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.refusals > 0)
      body.current?.querySelector<HTMLElement>('[data-invalid="true"] :is(input, textarea)')?.focus()
  }, [form.refusals])
  return body
}

const withoutField = <V>(before: Record<string, V>, name: string): Record<string, V> =>
  Object.fromEntries(Object.entries(before).filter(([path]) => path !== name && !path.startsWith(`${name}.`)))
