import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { NumberBox, useText } from '#web/ui/index.ts'
import { newRule, type RuleDraft } from './pool-draft.ts'
import styles from './pools.module.css'

const ofLeads = ['activity', 'deal']
const ofCustomers = ['activity', 'opportunity', 'deal', 'dealAgain']

/** The rules as sentences: 〔所有级别〕的客户〔30〕天没有〔有效跟进〕，退回公海。 */
export function RuleLines({
  noun,
  rules,
  wrong,
  onChange,
}: {
  noun: string
  rules: readonly RuleDraft[]
  wrong: ReadonlyMap<string, string>
  onChange: (rules: RuleDraft[]) => void
}) {
  const t = useText()
  const object = useObjectNamed(noun)
  const levels = (object && fieldNamed(object, 'level')?.options) ?? []
  const change = (key: string, values: Partial<RuleDraft>) =>
    onChange(rules.map(one => (one.key === key ? { ...one, ...values } : one)))
  return (
    <>
      {rules.length === 0 ? <p className={styles.hint}>{t('pools.settings.no_rules')}</p> : null}
      {rules.map((rule, index) => (
        <div key={rule.key} className={styles.sentence}>
          <Select
            aria-label={t('pools.settings.level')}
            popupMatchSelectWidth={false}
            value={rule.level ?? ''}
            onChange={value => change(rule.key, { level: value || null })}
            options={[
              { value: '', label: t('pools.settings.all_levels') },
              ...levels.map(option => ({ value: option.id, label: option.label })),
            ]}
          />
          <span>{t('pools.settings.for_days')}</span>
          <NumberBox
            className={styles.days}
            aria-label={t('pools.settings.days')}
            min={1}
            max={3650}
            precision={0}
            value={rule.days}
            onChange={days => change(rule.key, { days })}
          />
          <span>{t('pools.settings.days_without')}</span>
          <Select
            aria-label={t('pools.settings.measure')}
            popupMatchSelectWidth={false}
            value={rule.measure}
            onChange={measure => change(rule.key, { measure })}
            options={(noun === 'lead' ? ofLeads : ofCustomers).map(measure => ({
              value: measure,
              label: t(`pools.settings.measures.${noun}.${measure}`),
            }))}
          />
          <span>{t('pools.settings.goes_back')}</span>
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('pools.settings.drop')}
            onClick={() => onChange(rules.filter(one => one.key !== rule.key))}
          />
          {wrong.has(`rules.${index}`) ? <p className={styles.wrong}>{wrong.get(`rules.${index}`)}</p> : null}
        </div>
      ))}
      <Button
        className={styles.line}
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...rules, newRule()])}
      >
        {t('pools.settings.add_rule')}
      </Button>
    </>
  )
}
