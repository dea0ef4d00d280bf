import { CheckOutlined, CloseOutlined, DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Tag } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useCatalog } from '#web/api/index.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { filterWords } from '#web/records/list/filter-words.ts'
import { useTitles } from '#web/records/list/use-titles.ts'
import { formatNumber, useLocale, useText, useToast, When } from '#web/ui/index.ts'
import styles from './consent.module.css'
import { type ConsentRequest, takeConsented, useDecision } from './consent-requests.ts'

const colours = {
  asked: 'warning',
  approved: 'success',
  refused: 'error',
  taken: 'default',
  withdrawn: 'default',
  expired: 'default',
} as const

/** One request: what and how many, by whom, why; and what this person may do about it. */
export function RequestCard({ request, isChosen }: { request: ConsentRequest; isChosen: boolean }) {
  const t = useText()
  const locale = useLocale()
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'center' })
  }, [isChosen])
  const { what, rows, reason, state, askedBy, askedAt, decidedBy, decidedAt, word, expiresAt, columns } = request
  return (
    <li ref={card} className={styles.card} data-chosen={isChosen}>
      <div className={styles.head}>
        <strong>{what}</strong>
        <Tag color={colours[state]}>{t(`consent.states.${state}`)}</Tag>
        <span>{t('consent.rows', { count: rows, shown: formatNumber(rows, { locale }) })}</span>
      </div>
      <p className={styles.reason}>{reason}</p>
      <p className={styles.quiet}>
        {askedBy.title} · <When at={askedAt} />
        {columns?.length ? ` · ${t('consent.columns', { names: columns.join(t('consent.comma')) })}` : null}
      </p>
      <Which request={request} />
      {decidedBy && decidedAt ? (
        <p className={styles.quiet}>
          {t(state === 'refused' ? 'consent.refused_by' : 'consent.approved_by', { name: decidedBy.title })} ·{' '}
          <When at={decidedAt} />
          {word ? ` · ${word}` : null}
        </p>
      ) : null}
      {request.canDownload && expiresAt ? (
        <p className={styles.quiet}>
          {t('consent.until')} <When at={expiresAt} />
        </p>
      ) : null}
      <Deeds request={request} />
    </li>
  )
}

/** Which rows of a list, in words, and the list itself as far as whoever decides sees it. */
function Which({ request }: { request: ConsentRequest }) {
  const t = useText()
  const catalog = useCatalog()
  const object = catalog.find(one => one.name === request.object)
  if (object && request.record)
    return (
      <p className={styles.quiet}>
        <Link to="/o/$path/$id" params={{ path: object.path, id: request.record }}>
          {t('consent.open_record')}
        </Link>
      </p>
    )
  if (!object || request.kind !== 'list') return null
  return (
    <p className={styles.quiet}>
      {request.filter ? <FilterInWords request={request} object={object} /> : t('consent.whole_list')}{' '}
      <Link
        to="/o/$path"
        params={{ path: object.path }}
        search={{ view: 'all', ...(request.filter ? { filter: JSON.stringify(request.filter) } : {}) } as never}
      >
        {t('consent.open_list')}
      </Link>
    </p>
  )
}

function FilterInWords({
  request,
  object,
}: {
  request: ConsentRequest
  object: ReturnType<typeof useCatalog>[number]
}) {
  const catalog = useCatalog()
  const wording = useWording()
  const titles = useTitles(object, request.filter)
  return <>{request.filter ? filterWords(request.filter, { object, catalog, wording, titles }) : null}</>
}

function Deeds({ request }: { request: ConsentRequest }) {
  const t = useText()
  const toast = useToast()
  const decision = useDecision()
  const [word, setWord] = useState('')
  const [isLacking, setLacking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { id } = request
  const decide = (verb: 'approve' | 'refuse' | 'withdraw') => {
    if (verb === 'refuse' && word.trim().length < 2) {
      setLacking(true)
      return
    }
    decision.mutate({ id, verb, word: word.trim() }, { onError: toast.fail })
  }
  const take = async () => {
    setBusy(true)
    try {
      await takeConsented(id)
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  if (request.canDownload)
    return (
      <Button type="primary" icon={<DownloadOutlined aria-hidden />} loading={busy} onClick={() => void take()}>
        {t('consent.download')}
      </Button>
    )
  if (request.isMine && request.state === 'asked')
    return (
      <Button loading={decision.isPending} onClick={() => decide('withdraw')}>
        {t('consent.withdraw')}
      </Button>
    )
  if (!request.canDecide) return null
  return (
    <div className={styles.deeds}>
      <Form.Item
        className={styles.word ?? ''}
        validateStatus={isLacking ? 'error' : ''}
        help={isLacking ? t('consent.word_needed') : null}
      >
        <Input
          aria-label={t('consent.word')}
          placeholder={t('consent.word')}
          value={word}
          maxLength={500}
          onChange={event => {
            setWord(event.target.value)
            setLacking(false)
          }}
        />
      </Form.Item>
      <Button
        type="primary"
        icon={<CheckOutlined aria-hidden />}
        loading={decision.isPending}
        onClick={() => decide('approve')}
      >
        {t('consent.approve')}
      </Button>
      <Button icon={<CloseOutlined aria-hidden />} disabled={decision.isPending} onClick={() => decide('refuse')}>
        {t('consent.refuse')}
      </Button>
    </div>
  )
}
