import { DeploymentUnitOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { fieldNamed, hasRight, useObjectNamed, useRecord, useRecords } from '#web/api/index.ts'
import { Choices } from '#web/settings/Choices.tsx'
import settings from '#web/settings/settings.module.css'
import { useFirstOnPhone } from '#web/settings/use-first-on-phone.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { PoolEditor } from './PoolEditor.tsx'
import { RecoveryLog } from './RecoveryLog.tsx'

const NEW = 'new'
const LOG = 'log'

/** The company's pools at the left; who takes part in the chosen one and by which rules things fall into it at the right. */
export default function PoolSettingsPage() {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const object = useObjectNamed('pool')
  const { records, error, refetch } = useRecords('pools', { fields: ['name', 'object', 'isEnabled'], limit: 200 })
  const chosen = useFirstOnPhone(view, records?.[0]?.id)
  const open = useOpenPool()
  const nounOf = (id: unknown): string =>
    (object && fieldNamed(object, 'object')?.options?.find(option => option.id === id)?.label) ?? ''
  return (
    <>
      <PageHeader title={t('pools.settings.title')}>
        <p className={settings.intro}>{t('pools.settings.text')}</p>
      </PageHeader>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !records ? <Skeletons shape="form" /> : null}
      {records && object ? (
        <div className={settings.columns}>
          <Choices
            label={t('pools.settings.title')}
            placeholder={t('pools.settings.choose')}
            groups={[
              {
                key: 'pools',
                choices: records.map(({ id, name, object: noun, isEnabled }) => ({
                  key: id,
                  label: String(name),
                  aside: isEnabled ? nounOf(noun) : t('pools.settings.stopped'),
                })),
              },
              { key: 'log', label: t('pools.log.nights'), choices: [{ key: LOG, label: t('pools.log.title') }] },
            ]}
            chosen={chosen === NEW ? undefined : chosen}
            onChoose={open}
          >
            {hasRight(object, 'create') ? (
              <Button type="text" icon={<PlusOutlined aria-hidden />} onClick={() => open(NEW)}>
                {t('pools.settings.new')}
              </Button>
            ) : null}
          </Choices>
          <div className={settings.editor}>
            <Chosen chosen={chosen} onOpen={open} />
          </div>
        </div>
      ) : null}
    </>
  )
}

function Chosen({ chosen, onOpen }: { chosen: string | undefined; onOpen: (id: string | undefined) => void }) {
  const t = useText()
  const isRecord = chosen !== undefined && chosen !== NEW && chosen !== LOG
  const { data, error } = useRecord('pools', isRecord ? chosen : undefined)
  if (chosen === LOG) return <RecoveryLog />
  if (chosen === NEW) return <PoolEditor key={NEW} record={null} onOpen={onOpen} />
  if (!chosen) return <EmptyState icon={<DeploymentUnitOutlined aria-hidden />} title={t('pools.settings.choose')} />
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="form" />
  return <PoolEditor key={`${data.id} ${data.version}`} record={data} onOpen={onOpen} />
}

function useOpenPool(): (id: string | undefined) => void {
  const navigate = useNavigate()
  return view => void navigate({ to: '/p/$page', params: { page: 'pools' }, search: view ? { view } : {} })
}
