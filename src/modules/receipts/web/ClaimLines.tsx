import { Button, Checkbox, Input } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { Exact } from '#platform/fields/decimal-text.ts'
import { type ApiRecord, type ApiReference, fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { ErrorState, formatMoney, Money, Skeletons, useLocale, useText, useToast, When } from '#web/ui/index.ts'
import styles from './claiming.module.css'
import { type Share, type Suggestion, usePutOnLines, useSuggestions } from './claiming-requests.ts'

const { Input: Customer } = faceOf('reference')

/** What a receipt may be for: one click takes one line; several are chosen with amounts of their own. What is left is held for the customer. */
export function ClaimLines({ receipt, onDone }: { receipt: ApiRecord; onDone: () => void }) {
  const t = useText()
  const toast = useToast()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const { data, error, refetch, isPending } = useSuggestions(receipt.id, asked)
  const putting = usePutOnLines(receipt.id)
  const [shares, setShares] = useState<readonly Share[]>([])
  const currency = String(receipt.currency)
  const rest =
    receipt.state === 'claimed'
      ? String(receipt.creditAmount ?? receipt.amount)
      : String(receipt.restAmount ?? receipt.amount)
  // What was claimed leaves the list, and this with it, before the answer is told: so it is told from here, not by the mutation.
  const put = async (chosen: readonly Share[], customer?: string): Promise<void> => {
    try {
      await putting.mutateAsync({ shares: chosen, customer })
      setShares([])
      toast.say(
        t(receipt.state === 'confirmed' ? 'claiming.put' : 'claiming.claimed', { payer: String(receipt.payer) }),
      )
      onDone()
    } catch (problem) {
      toast.fail(problem)
    }
  }
  const isOpen = receipt.state === 'unclaimed'
  return (
    <div className={styles.lines}>
      <header className={styles.head}>
        <h2>{String(receipt.payer)}</h2>
        <b>
          <Money amount={rest} currency={currency} />
        </b>
      </header>
      <Input.Search
        allowClear
        value={words}
        aria-label={t('claiming.find_line')}
        placeholder={t('claiming.find_line')}
        onChange={event => setWords(event.target.value)}
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Skeletons shape="list" /> : null}
      {data?.suggestions.length === 0 ? <p className={styles.quiet}>{t('claiming.no_lines')}</p> : null}
      <ul className={styles.suggestions}>
        {data?.suggestions.map(one => (
          <Line
            key={one.id}
            line={one}
            currency={currency}
            share={shares.find(({ id }) => id === one.id)}
            isBusy={putting.isPending}
            label={t(isOpen ? 'claiming.claim' : 'claiming.allocate')}
            onShare={share => setShares([...shares.filter(({ id }) => id !== one.id), ...(share ? [share] : [])])}
            onTake={
              shares.length === 0 ? () => void put([{ noun: one.noun, id: one.id, amount: one.amount }]) : undefined
            }
          />
        ))}
      </ul>
      {shares.length > 0 ? (
        <Chosen
          shares={shares}
          rest={rest}
          currency={currency}
          isBusy={putting.isPending}
          onPut={() => void put(shares)}
        />
      ) : null}
      {isOpen ? <CustomerOnly isBusy={putting.isPending} onPut={customer => void put([], customer)} /> : null}
    </div>
  )
}

function Line({
  line,
  currency,
  share,
  isBusy,
  label,
  onShare,
  onTake,
}: {
  line: Suggestion
  currency: string
  share: Share | undefined
  isBusy: boolean
  label: string
  onShare: (share: Share | null) => void
  onTake: (() => void) | undefined
}) {
  const t = useText()
  const title = [line.contract?.title, line.title].filter(Boolean).join(' · ')
  return (
    <li className={styles.line}>
      <Checkbox
        checked={share !== undefined}
        aria-label={t('claiming.with', { line: title })}
        onChange={event => onShare(event.target.checked ? { noun: line.noun, id: line.id, amount: line.amount } : null)}
      />
      <div className={styles.words}>
        <b>{line.customer.title}</b>
        <span className={styles.quiet}>{title}</span>
        <span className={styles.quiet}>
          <When on={line.dueOn} due /> · {t('claiming.open')} <Money amount={line.open} currency={currency} />
        </span>
        <span className={styles.reasons}>
          {line.reasons.map(reason => (
            <span key={reason}>{t(`claiming.reasons.${reason}`)}</span>
          ))}
        </span>
      </div>
      {share ? (
        <Input
          className={styles.amount}
          inputMode="decimal"
          value={share.amount}
          aria-label={t('claiming.amount_of', { line: title })}
          onChange={event => onShare({ ...share, amount: event.target.value.trim() })}
        />
      ) : null}
      {onTake ? (
        <Button type="primary" ghost disabled={isBusy} onClick={onTake}>
          <span className="for-readers-only">{title} </span>
          {label}
        </Button>
      ) : null}
    </li>
  )
}

function Chosen({
  shares,
  rest,
  currency,
  isBusy,
  onPut,
}: {
  shares: readonly Share[]
  rest: string
  currency: string
  isBusy: boolean
  onPut: () => void
}) {
  const t = useText()
  const locale = useLocale()
  const amounts = shares.map(({ amount }) => (/^\d+(\.\d+)?$/.test(amount) ? new Exact(amount) : null))
  const isSound = amounts.every(amount => amount?.greaterThan(0))
  const sum = amounts.reduce<InstanceType<typeof Exact>>((all, amount) => all.plus(amount ?? 0), new Exact(0))
  const left = new Exact(rest).minus(sum)
  const say = (amount: InstanceType<typeof Exact>): string => formatMoney(amount.toFixed(), { currency, locale })
  return (
    <div className={styles.chosen}>
      <span data-over={left.isNegative()}>
        {left.isNegative()
          ? t('claiming.too_much', { amount: say(left.negated()) })
          : t('claiming.sum', { sum: say(sum), left: say(left) })}
      </span>
      <Button type="primary" disabled={isBusy || !isSound || left.isNegative()} onClick={onPut}>
        {t('claiming.put_chosen', { count: shares.length })}
      </Button>
    </div>
  )
}

/** It is known whose it is, and not yet what for: all of it is held for the customer. */
function CustomerOnly({ isBusy, onPut }: { isBusy: boolean; onPut: (customer: string) => void }) {
  const t = useText()
  const id = useId()
  const object = useObjectNamed('receipt')
  const field = object ? fieldNamed(object, 'customer') : undefined
  const [customer, setCustomer] = useState<ApiReference | null>(null)
  if (!field) return null
  return (
    <div className={styles.only}>
      <label htmlFor={id}>{t('claiming.only_customer')}</label>
      <div className={styles.onlyRow}>
        <Customer
          id={id}
          field={field}
          object="receipt"
          value={customer}
          values={{}}
          onChange={next => setCustomer(next as ApiReference | null)}
        />
        <Button disabled={isBusy || !customer} onClick={() => customer && onPut(customer.id)}>
          {t('claiming.claim')}
        </Button>
      </div>
    </div>
  )
}
