import { DownloadOutlined } from '@ant-design/icons'
import { createLink } from '@tanstack/react-router'
import { App, Button, Result, Space } from 'antd'
import { useObjectNamed } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import { FileButton } from '#web/consent/FileButton.tsx'
import { Counts } from './Counts.tsx'
import { type ImportDescription, refusedFileUrl, useImportVerb } from './import-requests.ts'
import styles from './transfer.module.css'

/** A link that looks like a button. */
const ButtonLink = createLink(Button)

type Ended = 'done' | 'failed' | 'cancelled' | 'undone'
const looks: Record<Ended, 'success' | 'error' | 'info'> = {
  done: 'success',
  failed: 'error',
  cancelled: 'info',
  undone: 'info',
}

/** What came of an import, the refused rows as a file, and the way back. */
export function ResultStep({ described }: { described: ImportDescription }) {
  const t = useText()
  const locale = useLocale()
  const object = useObjectNamed(described.object)
  const state = described.state as Ended
  const { refused, created, updated } = described.counts
  const happened = created + updated + refused + described.counts.skipped > 0
  const words = {
    created: formatNumber(created, { locale }),
    updated: formatNumber(updated, { locale }),
    refused: formatNumber(refused, { locale }),
  }
  return (
    <>
      <Result
        className={styles.result ?? ''}
        status={looks[state]}
        title={t(`imports.result.${state}`)}
        subTitle={state === 'done' ? t('imports.result.summary', words) : t(textKey(described))}
        extra={
          <>
            {object && state === 'done' ? (
              <ButtonLink type="primary" to="/o/$path" params={{ path: object.path }}>
                {t('imports.result.open', { object: object.labelPlural })}
              </ButtonLink>
            ) : null}
            {refused > 0 && described.clearedAt === null ? (
              <Space.Compact>
                <FileButton
                  icon={<DownloadOutlined aria-hidden />}
                  address={refusedFileUrl(described.id, 'xlsx')}
                  name="refused.xlsx"
                >
                  {t('imports.result.refusedFile', { count: refused, shown: words.refused })}
                </FileButton>
                <FileButton address={refusedFileUrl(described.id, 'csv')} name="refused.csv">
                  CSV
                </FileButton>
              </Space.Compact>
            ) : null}
            <GoOnButton described={described} />
            <UndoButton described={described} />
            <ButtonLink to="/import">{t('imports.result.another')}</ButtonLink>
          </>
        }
      />
      {happened ? <Counts described={described} /> : null}
      <Kept described={described} />
    </>
  )
}

/** What to do about an import that did not come to its end; one that has written rows can go on. */
function textKey({ state, can }: ImportDescription): string {
  const isHalfway = can.includes('run')
  if (state === 'failed') return isHalfway ? 'imports.result.failedHalfway' : 'imports.result.failedText'
  if (state === 'cancelled') return isHalfway ? 'imports.result.cancelledHalfway' : 'imports.result.cancelledText'
  return 'imports.result.undoneText'
}

/** An import that was stopped or broke off goes on where it stood; what is written is not written twice. */
function GoOnButton({ described }: { described: ImportDescription }) {
  const t = useText()
  const toast = useToast()
  const run = useImportVerb(described.id, 'run')
  if (!described.can.includes('run')) return null
  return (
    <Button type="primary" loading={run.isPending} onClick={() => run.mutate(undefined, { onError: toast.fail })}>
      {t('imports.result.goOn')}
    </Button>
  )
}

function UndoButton({ described }: { described: ImportDescription }) {
  const t = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const undo = useImportVerb(described.id, 'undo')
  if (!described.can.includes('undo')) return null
  // Taking an import back cannot itself be taken back: that is asked first.
  const ask = () =>
    void modal.confirm({
      title: t('imports.undo.title', { name: described.name }),
      content: t('imports.undo.text'),
      okText: t('imports.undo.yes'),
      okButtonProps: { danger: true },
      onOk: () => undo.mutateAsync().catch(toast.fail),
    })
  return (
    <Button danger loading={undo.isPending} onClick={ask}>
      {t('imports.undo.button')}
    </Button>
  )
}

/** What the undo left, and why. */
function Kept({ described }: { described: ImportDescription }) {
  const t = useText()
  if (described.kept.length === 0) return null
  return (
    <section aria-labelledby="kept">
      <h2 id="kept" className={styles.heading}>
        {t('imports.undo.kept', { count: described.kept.length })}
      </h2>
      <ul className={styles.kept}>
        {described.kept.map(record => (
          <li key={record.id}>
            <RecordLink object={record.object} id={record.id} title={record.title} />{' '}
            <span className={styles.quiet}>{record.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
