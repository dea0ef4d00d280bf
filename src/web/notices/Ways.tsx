import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { ErrorState, ScrollAcross, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type NoticeWays, useSetWays, useWays } from './notice-requests.ts'
import styles from './notices.module.css'

const ways = ['inProduct', 'inBrowser', 'byMail'] as const

/** Where this person wants each kind of notice. The browser is asked for its leave here, by a click, and nowhere else. */
export function Ways() {
  const t = useText()
  const toast = useToast()
  const { data, error, refetch } = useWays()
  const set = useSetWays()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="form" />
  const change = (kind: NoticeWays, way: (typeof ways)[number], isOn: boolean) =>
    set.mutate({ ...kind, [way]: isOn }, { onError: toast.fail })
  return (
    <>
      <BrowserLeave />
      <ScrollAcross label={t('notices.ways.title')}>
        <table className={styles.ways}>
          <thead>
            <tr>
              <th scope="col">{t('notices.ways.kind')}</th>
              {ways.map(way => (
                <th key={way} scope="col">
                  {t(`notices.ways.${way}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.kinds.map(kind => (
              <tr key={kind.kind}>
                <th scope="row">{kind.label}</th>
                {ways.map(way => (
                  <td key={way}>
                    <Checkbox
                      checked={kind[way]}
                      aria-label={`${kind.label} ${t(`notices.ways.${way}`)}`}
                      onChange={event => change(kind, way, event.target.checked)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollAcross>
    </>
  )
}

function BrowserLeave() {
  const t = useText()
  const [leave, setLeave] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  if (!('Notification' in window)) return null
  return (
    <p className={styles.leave}>
      {t(`notices.leave.${leave}`)}{' '}
      {leave === 'default' ? (
        <Button size="small" onClick={() => void Notification.requestPermission().then(setLeave)}>
          {t('notices.leave.ask')}
        </Button>
      ) : null}
    </p>
  )
}
