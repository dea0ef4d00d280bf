import { Alert } from 'antd'
import { type ApiRecord, fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import { type PoolRules, usePoolRules } from './pool-requests.ts'
import styles from './pools.module.css'

/** Rules that were changed and do not hold yet: from which day they do, and which hold until then. */
export function RulesComing({ record }: { record: ApiRecord }) {
  const t = useText()
  const { data } = usePoolRules(record.id, record.version)
  const noun = String(record.object)
  const sentence = useSentence(noun)
  if (!data?.coming) return null
  const today = data.today?.rules ?? []
  return (
    <Alert
      type="info"
      showIcon
      title={t('pools.settings.coming', { on: data.coming.from })}
      description={
        today.length === 0 ? (
          t('pools.settings.until_then_none')
        ) : (
          <>
            {t('pools.settings.until_then')}
            <ul className={styles.reasons}>
              {today.map(rule => (
                <li key={`${rule.level} ${rule.measure}`}>{sentence(rule)}</li>
              ))}
            </ul>
          </>
        )
      }
    />
  )
}

function useSentence(noun: string): (rule: PoolRules['rules'][number]) => string {
  const t = useText()
  const object = useObjectNamed(noun)
  const levels = (object && fieldNamed(object, 'level')?.options) ?? []
  return ({ level, measure, days }) =>
    t('pools.settings.sentence', {
      level: levels.find(option => option.id === level)?.label ?? t('pools.settings.all_levels'),
      days,
      measure: t(`pools.settings.measures.${noun}.${measure}`),
    })
}
