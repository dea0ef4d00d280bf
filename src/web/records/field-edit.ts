import { useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { type ApiRecord, isProblem, type ObjectDescription, refreshObject } from '#web/api/index.ts'
import { useProblemText } from '#web/ui/index.ts'
import { useUndoableSave } from './use-undoable-save.ts'

/** Somebody else changed the same field meanwhile: their record, to be shown beside what was typed. */
export interface FieldConflict {
  theirs: ApiRecord
}

/** One field of a record while somebody edits it in place. */
export interface FieldEdit {
  draft: unknown
  change: (value: unknown) => void
  /** Saves the draft, or the value given; true when the edit is over. What fails stays typed, with the reason in `error`. */
  save: (value?: unknown) => Promise<boolean>
  /** In a conflict: mine after all, on top of theirs. */
  keepMine: () => Promise<boolean>
  /** In a conflict: theirs. */
  takeTheirs: () => void
  error: string | null
  innerErrors: Record<string, string>
  conflict: FieldConflict | null
  isSaving: boolean
}

/** Edits one field of a record in place. */
export function useFieldEdit(object: ObjectDescription, record: ApiRecord, field: FieldDescription): FieldEdit {
  // The record as it was when the editing began: what a colleague writes meanwhile comes onto the page behind it, and must not be
  // overwritten unseen.
  const [opened] = useState(record)
  const [draft, setDraft] = useState<unknown>(opened[field.name] ?? null)
  const [error, setError] = useState<string | null>(null)
  const [innerErrors, setInnerErrors] = useState<Record<string, string>>({})
  const [conflict, setConflict] = useState<FieldConflict | null>(null)
  const problemText = useProblemText()
  const { saveUndoable, isPending } = useUndoableSave(object)

  const store = async (value: unknown, on: ApiRecord): Promise<boolean> => {
    if (isSame(value, on[field.name] ?? null)) return true
    setDraft(value)
    setError(null)
    setInnerErrors({})
    try {
      await saveUndoable(on, on.version, { [field.name]: value })
      return true
    } catch (problem) {
      if (isProblem(problem, 'version_conflict') && isRecord(problem.document.current)) {
        // The problem tells only the fields in question; the rest is as this page knows it.
        setConflict({ theirs: { ...on, ...problem.document.current } })
        return false
      }
      const found = isProblem(problem) ? problem.fields : []
      const own = found.find(one => one.path === field.name)
      setInnerErrors(
        Object.fromEntries(
          found
            .filter(one => one.path.startsWith(`${field.name}.`))
            .map(one => [one.path.slice(field.name.length + 1), one.message]),
        ),
      )
      setError(own?.message ?? found[0]?.message ?? problemText(problem))
      return false
    }
  }

  return {
    draft,
    change: value => {
      setDraft(value)
      setError(null)
    },
    save: (value = draft) => store(value, opened),
    keepMine: async () => {
      if (!conflict) return false
      setConflict(null)
      return store(draft, conflict.theirs)
    },
    takeTheirs: () => {
      if (conflict) void refreshObject(object.path)
      setConflict(null)
    },
    error,
    innerErrors,
    conflict,
    isSaving: isPending,
  }
}

/** Whether two values are the same to whoever reads them: references by id, an empty list is nothing. */
export const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(comparable(a)) === JSON.stringify(comparable(b))

function comparable(value: unknown): unknown {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (typeof value === 'object' && value !== null && 'id' in value && 'title' in value) return value.id
  return value
}

const isRecord = (value: unknown): value is Partial<ApiRecord> =>
  typeof value === 'object' && value !== null && 'version' in value
