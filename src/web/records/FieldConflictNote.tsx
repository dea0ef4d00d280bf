import { Button } from 'antd'
import type { FieldDescription } from '#platform/objects/description.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { Value } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import styles from './edit-in-place.module.css'

/** Both values side by side after somebody else saved the same field: nothing typed is lost, the person decides. */
export function FieldConflictNote({
  object,
  field,
  mine,
  theirs,
  onMine,
  onTheirs,
}: {
  object: ObjectDescription
  field: FieldDescription
  mine: unknown
  theirs: ApiRecord
  onMine: () => Promise<void>
  onTheirs: () => void
}) {
  const t = useText()
  return (
    <div className={styles.conflict} role="alert" data-conflict={field.name}>
      <p>{t('records.conflict.field', { field: field.label })}</p>
      <dl>
        <div>
          <dt>{t('records.conflict.mine')}</dt>
          <dd>
            <ShownValue object={object} field={field} values={{ ...theirs, [field.name]: mine }} />
          </dd>
        </div>
        <div>
          <dt>{t('records.conflict.theirs')}</dt>
          <dd>
            <ShownValue object={object} field={field} values={theirs} />
          </dd>
        </div>
      </dl>
      <div className={styles.conflictButtons}>
        <Button size="small" type="primary" onClick={() => void onMine()}>
          {t('records.conflict.keepMine')}
        </Button>
        <Button size="small" onClick={onTheirs}>
          {t('records.conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  )
}

function ShownValue({
  object,
  field,
  values,
}: {
  object: ObjectDescription
  field: FieldDescription
  values: Readonly<Record<string, unknown>>
}) {
  const t = useText()
  const isEmpty = values[field.name] === null || values[field.name] === undefined
  return isEmpty ? (
    <i>{t('records.empty')}</i>
  ) : (
    <Value field={field} object={object.name} values={values} room="page" />
  )
}
