import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import styles from './record.module.css'

const names = ['createdAt', 'createdBy', 'updatedAt', 'sourceSystem', 'externalId']

/** When and by whom the record was made, and under which number it is known elsewhere. */
export function SystemFacts({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const fields = names.flatMap(name => object.fields.find(field => field.name === name && !isEmpty(record[name])) ?? [])
  if (fields.length === 0) return null
  return (
    <section className={styles.card} aria-label={t('records.page.about')}>
      <h2 className={styles.cardTitle}>{t('records.page.about')}</h2>
      <dl className={styles.system}>
        {fields.map(field => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              <Value field={field} object={object.name} values={record} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
