import { Button } from 'antd'
import { fieldNamed, type ObjectDescription } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { ErrorState, Sheet, Skeletons, useText, When } from '#web/ui/index.ts'
import { type MyPool, usePeek } from './pool-requests.ts'
import styles from './pools.module.css'
import { Way } from './Way.tsx'

/** Not worth a line of their own where everything else says them. */
const leftOut = new Set(['pool', 'owner', 'enteredPoolAt', 'poolCause', 'previousOwner', 'isLocked', 'recoverRule'])

/** A record of a pool beside the list: why it is here, the fields that one may see, its way. */
export function PoolPeek({
  object,
  pool,
  id,
  isBusy,
  onClaim,
  onClose,
}: {
  object: ObjectDescription
  pool: MyPool
  id: string | undefined
  isBusy: boolean
  onClaim: (id: string) => void
  onClose: () => void
}) {
  const t = useText()
  const { data, error } = usePeek(pool.id, pool.object, id)
  const record = data?.record
  const names = object.sections.flatMap(section => section.fields)
  const fields = names.flatMap(name => {
    const field = fieldNamed(object, name)
    return field &&
      record &&
      name !== object.title &&
      !leftOut.has(name) &&
      !isEmpty(record[name]) &&
      field.type !== 'lines'
      ? [field]
      : []
  })
  return (
    <Sheet
      open={id !== undefined}
      title={record ? titleOf(object, record) : ''}
      onClose={onClose}
      footer={
        record?.can.includes('claim') ? (
          <Button
            type="primary"
            block
            size="large"
            loading={isBusy}
            disabled={data?.barredUntil !== null}
            onClick={() => onClaim(record.id)}
          >
            {data?.barredUntil ? t('pools.peek.barred', { until: data.barredUntil }) : t('pools.claim')}
          </Button>
        ) : null
      }
    >
      {error ? <ErrorState error={error} /> : null}
      {!data && !error ? <Skeletons shape="form" /> : null}
      {data && record ? (
        <>
          <section className={styles.reason} aria-label={t('pools.peek.why')}>
            <h3>{t('pools.peek.why')}</h3>
            <p>{data.stay?.reason || causeText(object, data.stay?.cause) || t('pools.peek.unknown')}</p>
            <p className={styles.quiet}>
              <When at={data.stay?.since ?? null} unknown />
              {data.stay?.previousOwner ? (
                <span>{t('pools.list.previous', { name: data.stay.previousOwner.title })}</span>
              ) : null}
            </p>
          </section>
          <dl className={styles.sheetFacts}>
            {fields.map(field => (
              <div key={field.name}>
                <dt>{field.label}</dt>
                <dd>
                  <Value field={field} object={object.name} values={record} room="page" />
                </dd>
              </div>
            ))}
          </dl>
          {data.viewsLeft === null ? null : (
            <p className={styles.quiet}>{t('pools.allowance.views', { left: data.viewsLeft })}</p>
          )}
          <Way steps={data.way} />
        </>
      ) : null}
    </Sheet>
  )
}

const causeText = (object: ObjectDescription, cause: string | null | undefined): string | undefined =>
  fieldNamed(object, 'poolCause')?.options?.find(option => option.id === cause)?.label
