import { DownloadOutlined, FileSearchOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { zonedToUtc } from '#platform/fields/time-zone.ts'
import { RecordSelect } from '#web/accounts/RecordSelect.tsx'
import { FileButton } from '#web/consent/FileButton.tsx'
import styles from '#web/settings/settings.module.css'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText, useTimeZone } from '#web/ui/index.ts'
import { AuditTable } from './AuditTable.tsx'
import own from './audit.module.css'
import { type AuditSearch, auditFile, auditGroups, auditQuery, useAudit } from './audit-requests.ts'
import { useVerifyChain } from './VerifyChain.tsx'

/** Who did what in the company: sign-ins, changes of accounts, roles and settings, exports, reading of masked fields. */
export function AuditPage() {
  const t = useText()
  const timeZone = useTimeZone()
  const search = useSearch({ from: '/signedIn/settings/audit' })
  const query = auditQuery(search, (day, later) => {
    const midnight = { day: dayjs(day).add(later, 'day').format('YYYY-MM-DD'), hour: 0, minute: 0, second: 0 }
    return zonedToUtc(midnight, timeZone).toISOString()
  })
  const audit = useAudit(query)
  const chain = useVerifyChain()
  const entries = audit.data?.pages.flatMap(page => page.entries)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('audit.title') }])
  return (
    <>
      <PageHeader
        title={t('audit.title')}
        actions={
          <>
            {chain.button}
            <FileButton icon={<DownloadOutlined aria-hidden />} address={auditFile(query)} name="audit.csv">
              {t('audit.export')}
            </FileButton>
          </>
        }
      />
      <div className={styles.body}>
        <p className={styles.intro}>{t('audit.text')}</p>
        {chain.result}
        <Filters search={search} />
        {audit.error ? <ErrorState error={audit.error} onRetry={() => void audit.refetch()} /> : null}
        {audit.isPending ? <Skeletons shape="list" /> : null}
        {entries?.length === 0 ? (
          <EmptyState icon={<FileSearchOutlined aria-hidden />} title={t('audit.empty')} text={t('audit.empty_text')} />
        ) : null}
        {entries?.length ? <AuditTable entries={entries} /> : null}
        {audit.hasNextPage ? (
          <Button
            style={{ marginTop: 12 }}
            loading={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            {t('ui.more')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function Filters({ search }: { search: AuditSearch }) {
  const t = useText()
  const navigate = useNavigate()
  const set = (change: AuditSearch) =>
    void navigate({ to: '/settings/audit', search: { ...search, ...change }, replace: true })
  const dayOf = (day: string | undefined) => (day ? dayjs(day) : null)
  return (
    <div className={own.filters}>
      <div className={own.filter}>
        <RecordSelect
          path="users"
          label={t('audit.by')}
          {...(search.user ? { value: search.user } : {})}
          onChange={user => set({ user })}
        />
      </div>
      <div className={own.filter}>
        <Select
          allowClear
          aria-label={t('audit.kind')}
          placeholder={t('audit.kind')}
          value={search.group ?? null}
          onChange={group => set({ group: group ?? undefined })}
          options={auditGroups.map(value => ({ value, label: t(`audit.groups.${value}`) }))}
        />
      </div>
      <DatePicker
        aria-label={t('audit.from')}
        placeholder={t('audit.from')}
        value={dayOf(search.from)}
        onChange={day => set({ from: day?.format('YYYY-MM-DD') })}
      />
      <DatePicker
        aria-label={t('audit.to')}
        placeholder={t('audit.to')}
        value={dayOf(search.to)}
        onChange={day => set({ to: day?.format('YYYY-MM-DD') })}
      />
      {search.record ? (
        <Button onClick={() => set({ record: undefined, object: undefined })}>{t('audit.all_records')}</Button>
      ) : null}
    </div>
  )
}
