import { agingSteps } from '#modules/accounts/standing.rules.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { EmptyState, Money, ScrollAcross, useText, When } from '#web/ui/index.ts'
import type { AccountAnswer, AccountEntry, AccountOf } from './account-requests.ts'
import styles from './accounts.module.css'

/** The account, one part for each legal entity of ours and currency: nothing is added up across them. */
export function AccountSheet({ account }: { account: AccountAnswer }) {
  const t = useText()
  if (account.accounts.length === 0) return <EmptyState title={t('account.nothing')} text={t('account.nothing_text')} />
  return account.accounts.map(one => (
    <One
      key={`${one.legalEntity?.id} ${one.currency}`}
      account={one}
      isFamily={account.withSubsidiaries}
      on={account.on}
    />
  ))
}

function One({ account, isFamily, on }: { account: AccountOf; isFamily: boolean; on: string }) {
  const t = useText()
  const { currency } = account
  const title = [account.legalEntity?.title, currency].filter(Boolean).join(' · ')
  return (
    <section className={styles.account}>
      <h2>{title}</h2>
      <dl className={styles.figures}>
        {(['receivable', 'arrears', 'prepayment', 'closing'] as const).map(name => (
          <div key={name} data-bad={name === 'arrears' && Number(account.arrears) > 0}>
            <dt>{t(`account.figures.${name}`)}</dt>
            <dd>
              <Money amount={account[name]} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      <Aging account={account} />
      <ScrollAcross label={t('account.entries', { title })}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('account.day')}</th>
              <th scope="col">{t('account.what')}</th>
              {isFamily ? <th scope="col">{t('account.customer')}</th> : null}
              <th scope="col" data-figure>
                {t('account.debit')}
              </th>
              <th scope="col" data-figure>
                {t('account.credit')}
              </th>
              <th scope="col" data-figure>
                {t('account.balance')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{account.openingOn}</td>
              <td colSpan={isFamily ? 4 : 3}>{t('account.opening')}</td>
              <td data-figure>
                <Money amount={account.opening} currency={currency} />
              </td>
            </tr>
            {account.entries.map((entry, index) => (
              <Entry
                key={`${entry.record} ${entry.on} ${index}`}
                entry={entry}
                currency={currency}
                isFamily={isFamily}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{on}</td>
              <td colSpan={isFamily ? 2 : 1}>{t('account.sums')}</td>
              <td data-figure>
                <Money amount={account.debits} currency={currency} />
              </td>
              <td data-figure>
                <Money amount={account.credits} currency={currency} />
              </td>
              <td data-figure>
                <Money amount={account.closing} currency={currency} />
              </td>
            </tr>
          </tfoot>
        </table>
      </ScrollAcross>
      {account.lines.length > 0 ? <OpenLines account={account} /> : null}
    </section>
  )
}

function Entry({ entry, currency, isFamily }: { entry: AccountEntry; currency: string; isFamily: boolean }) {
  const t = useText()
  return (
    <tr>
      <td>{entry.on}</td>
      <td>
        {t(`account.kinds.${entry.kind}`)}{' '}
        {entry.title ? <RecordLink object={entry.object} id={entry.record} title={entry.title} /> : null}
      </td>
      {isFamily ? <td>{entry.customer.title}</td> : null}
      <td data-figure>{entry.debit ? <Money amount={entry.debit} currency={currency} /> : null}</td>
      <td data-figure>{entry.credit ? <Money amount={entry.credit} currency={currency} /> : null}</td>
      <td data-figure>
        <Money amount={entry.balance} currency={currency} />
      </td>
    </tr>
  )
}

/** How late what is late is: shares of the arrears as a bar, and each in figures. */
function Aging({ account }: { account: AccountOf }) {
  const t = useText()
  const arrears = Number(account.arrears)
  if (!(arrears > 0)) return null
  return (
    <dl className={styles.aging}>
      {agingSteps.map(step => (
        <div key={step} style={{ ['--share' as string]: `${(Number(account.aging[step]) / arrears) * 100}%` }}>
          <dt>{t(`account.aging.${step}`)}</dt>
          <dd>
            <Money amount={account.aging[step]} currency={account.currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function OpenLines({ account }: { account: AccountOf }) {
  const t = useText()
  return (
    <>
      <h3>{t('account.open_lines')}</h3>
      <ul className={styles.lines}>
        {account.lines.map(line => (
          <li key={line.id}>
            <span>
              {line.contract ? (
                <>
                  <RecordLink object="contract" id={line.contract.id} title={line.contract.title} /> ·{' '}
                </>
              ) : null}
              {line.title ? (
                <RecordLink object={line.noun} id={line.id} title={line.title} />
              ) : (
                t('account.kinds.contract')
              )}
            </span>
            <When on={line.dueOn} due={line.daysLate !== null} />
            <Money amount={line.open} currency={account.currency} />
          </li>
        ))}
      </ul>
    </>
  )
}
