import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { api, queryClient } from '#web/api/index.ts'
import { ErrorState, PageHeader, ScrollAcross, Skeletons, usePhone, useText, useToast } from '#web/ui/index.ts'
import styles from './duplicates.module.css'

type Rules = Record<string, Record<string, string>>
const key = ['duplicates', 'rules']
const kinds = ['name', 'phone', 'taxNo', 'email', 'wechat', 'domain']
const effects = ['forbid', 'warn', 'ignore']

/** What follows, for each noun, when something is the same: refused, said, or nothing. */
export default function RulesPage() {
  const t = useText()
  const toast = useToast()
  const phone = usePhone()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ rules: Rules }>('/duplicates/rules', { signal }),
  })
  const change = async (object: string, kind: string, effect: string) => {
    try {
      queryClient.setQueryData(key, await api.put('/duplicates/rules', { rules: { [object]: { [kind]: effect } } }))
      toast.say(t('duplicates.rules.kept'))
    } catch (problem) {
      toast.fail(problem)
    }
  }
  return (
    <>
      <PageHeader title={t('duplicates.rules.title')} />
      <div className={styles.page}>
        <p>{t('duplicates.rules.text')}</p>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data ? (
          phone ? (
            <ByNoun rules={data.rules} onChange={change} />
          ) : (
            <RulesTable rules={data.rules} onChange={change} />
          )
        ) : error ? null : (
          <Skeletons shape="form" />
        )}
      </div>
    </>
  )
}

interface Shown {
  rules: Rules
  onChange: (object: string, kind: string, effect: string) => Promise<void>
}

/** Kinds down, nouns across. */
function RulesTable({ rules, onChange }: Shown) {
  const t = useText()
  return (
    <ScrollAcross label={t('duplicates.rules.title')}>
      <table className={styles.rules}>
        <thead>
          <tr>
            <th scope="col">{t('duplicates.rules.kind')}</th>
            {Object.keys(rules).map(object => (
              <th key={object} scope="col">
                {t(`duplicates.nouns.${object}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(kind => (
            <tr key={kind}>
              <th scope="row">{t(`duplicates.kinds.${kind}`)}</th>
              {Object.entries(rules).map(([object, effectOf]) => (
                <td key={object}>
                  {effectOf[kind] ? (
                    <Effect object={object} kind={kind} effect={effectOf[kind]} onChange={onChange} />
                  ) : (
                    '–'
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollAcross>
  )
}

/** On a phone, noun after noun: nothing is beside the screen. */
function ByNoun({ rules, onChange }: Shown) {
  const t = useText()
  return Object.entries(rules).map(([object, effectOf]) => (
    <section key={object} className={styles.ofNoun}>
      <h2>{t(`duplicates.nouns.${object}`)}</h2>
      {kinds.map(kind =>
        effectOf[kind] ? (
          <div key={kind} className={styles.ofKind}>
            <span aria-hidden>{t(`duplicates.kinds.${kind}`)}</span>
            <Effect object={object} kind={kind} effect={effectOf[kind]} onChange={onChange} />
          </div>
        ) : null,
      )}
    </section>
  ))
}

function Effect({
  object,
  kind,
  effect,
  onChange,
}: Pick<Shown, 'onChange'> & { object: string; kind: string; effect: string }) {
  const t = useText()
  return (
    <Select
      value={effect}
      options={effects.map(one => ({ value: one, label: t(`duplicates.effects.${one}`) }))}
      onChange={chosen => void onChange(object, kind, chosen)}
      aria-label={`${t(`duplicates.nouns.${object}`)} ${t(`duplicates.kinds.${kind}`)}`}
      style={{ inlineSize: '9em' }}
    />
  )
}
