import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { api, queryClient } from '#web/api/index.ts'
import { ErrorState, PageHeader, ScrollAcross, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './duplicates.module.css'

type Rules = Record<string, Record<string, string>>
const key = ['duplicates', 'rules']
const kinds = ['name', 'phone', 'taxNo', 'email', 'wechat', 'domain']
const effects = ['forbid', 'warn', 'ignore']

/** What follows, for each noun, when something is the same: refused, said, or nothing. */
export default function RulesPage() {
  const t = useText()
  const toast = useToast()
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
          <ScrollAcross label={t('duplicates.rules.title')}>
            <table className={styles.rules}>
              <thead>
                <tr>
                  <th scope="col">{t('duplicates.rules.kind')}</th>
                  {Object.keys(data.rules).map(object => (
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
                    {Object.entries(data.rules).map(([object, rules]) => (
                      <td key={object}>
                        {rules[kind] ? (
                          <Select
                            value={rules[kind]}
                            options={effects.map(effect => ({
                              value: effect,
                              label: t(`duplicates.effects.${effect}`),
                            }))}
                            onChange={effect => void change(object, kind, effect)}
                            aria-label={`${t(`duplicates.nouns.${object}`)} ${t(`duplicates.kinds.${kind}`)}`}
                            style={{ inlineSize: '9em' }}
                          />
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
        ) : error ? null : (
          <Skeletons shape="form" />
        )}
      </div>
    </>
  )
}
