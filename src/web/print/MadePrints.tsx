import { DownloadOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import type { MadePrint } from '#platform/print/print-description.ts'
import { useText, When } from '#web/ui/index.ts'
import styles from './print.module.css'
import { printUrl } from './print-requests.ts'

/** What was printed of a record: when, by whom, and whether the record is still as it was then. */
export function MadePrints({ made }: { made: readonly MadePrint[] }) {
  const t = useText()
  if (made.length === 0) return null
  return (
    <section className={styles.records} aria-label={t('printUi.made')}>
      <h3>{t('printUi.made')}</h3>
      <ul>
        {made.map(one => (
          <li key={one.id} className={styles.record}>
            <div>
              {one.name} {one.isCurrent ? null : <Tag>{t('printUi.old')}</Tag>}
              <div className={styles.quiet}>
                <When at={one.at} /> · {one.by?.title ?? t('printUi.somebody')} ·{' '}
                {t(`printUi.languages.${one.language}`)} · {one.format === 'pdf' ? 'PDF' : 'Word'}
              </div>
            </div>
            {one.canOpen ? (
              <Button
                type="text"
                icon={<DownloadOutlined aria-hidden />}
                aria-label={t('printUi.open', { name: one.fileName })}
                href={printUrl(one.id)}
                download={one.fileName}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
