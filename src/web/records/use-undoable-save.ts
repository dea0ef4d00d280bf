import { type ApiRecord, type ObjectDescription, useSaveRecord } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'

/**
 * Saves changed fields of a record, then offers for ten seconds to take it back: the fields return to what they were.
 * @throws ApiProblem as the server says it; the caller shows it where the person is.
 */
export function useUndoableSave(object: ObjectDescription) {
  const t = useText()
  const toast = useToast()
  const { mutateAsync: save, isPending } = useSaveRecord(object.path)
  const saveUndoable = async (
    record: ApiRecord,
    version: number,
    values: Record<string, unknown>,
  ): Promise<ApiRecord> => {
    const before = Object.fromEntries(Object.keys(values).map(name => [name, record[name] ?? null]))
    const saved = await save({ id: record.id, version, values })
    if (saved.isGone) {
      toast.say(t('records.gone'))
      return saved
    }
    const labels = Object.keys(values).map(name => object.fields.find(field => field.name === name)?.label ?? name)
    toast.sayUndo(t('records.changed', { fields: labels.join(t('records.and')) }), () =>
      save({ id: record.id, version: saved.version, values: before }),
    )
    return saved
  }
  return { saveUndoable, isPending }
}
