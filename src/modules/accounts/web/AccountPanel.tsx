import { Link } from '@tanstack/react-router'
import { agingSteps } from '#modules/accounts/standing.rules.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Money, Skeletons, useText } from '#web/ui/index.ts'
import { useSummary } from './account-requests.ts'
import styles from './accounts.module.css'

/** Beside a customer: what he owes, what of it is late and how late, what is held for him. */
export default function AccountPanel({ record }: PanelProps) {
  const t = useText()
  const { data, error } = useSummary(record.id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  return (
    <div className={styles.panel}>
      {data.currencies.length === 0 ? <p className={styles.quiet}>{t('account.nothing')}</p> : null}
      {data.currencies.map(one => {
        const [receivable, arrears] = [Number(one.receivable), Number(one.arrears)]
        const late = receivable > 0 ? Math.min(100, (arrears / receivable) * 100) : 0
        return (
          <div key={one.currency}>
            <p>
              {t('account.figures.receivable')} <Money amount={one.receivable} currency={one.currency} />
              {arrears > 0 ? (
                <b className={styles.late}>
                  {t('account.figures.arrears')} <Money amount={one.arrears} currency={one.currency} />
                </b>
              ) : null}
            </p>
            {receivable > 0 ? (
              <div className={styles.bar} aria-hidden style={{ ['--share' as string]: `${late}%` }} />
            ) : null}
            {arrears > 0 ? (
              <p className={styles.quiet}>
                {agingSteps
                  .filter(step => Number(one.aging[step]) > 0)
                  .map(step => (
                    <span key={step}>
                      {t(`account.aging.${step}`)} <Money amount={one.aging[step]} currency={one.currency} />{' '}
                    </span>
                  ))}
              </p>
            ) : null}
            {Number(one.prepayment) > 0 ? (
              <p className={styles.quiet}>
                {t('account.figures.prepayment')} <Money amount={one.prepayment} currency={one.currency} />
              </p>
            ) : null}
          </div>
        )
      })}
      <Link to="/p/$page" params={{ page: 'account' }} search={{ view: record.id }}>
        {t('account.open')}
      </Link>
    </div>
  )
}
