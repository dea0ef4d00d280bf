import { DeploymentUnitOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { fieldNamed, hasRight, useObjectNamed, useRecord, useRecords } from '#web/api/index.ts'
import { ChoicePage } from '#web/settings/ChoicePage.tsx'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
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
  const open = useOpenPool()
  const nounOf = (id: unknown): string =>
    (object && fieldNamed(object, 'object')?.options?.find(option => option.id === id)?.label) ?? ''
  const choices = records?.map(({ id, name, object: noun, isEnabled }) => ({
    key: id,
    label: String(name),
    aside: isEnabled ? nounOf(noun) : t('pools.settings.stopped'),
  }))
  const nights = [{ key: LOG, label: t('pools.log.title') }]
  const log = { key: 'log', label: t('pools.log.nights'), choices: nights, isAside: true as const }
  return (
    <ChoicePage
      title={t('pools.settings.title')}
      text={t('pools.settings.text')}
      choose={t('pools.settings.choose')}
      icon={<DeploymentUnitOutlined aria-hidden />}
      groups={choices && object ? [{ key: 'pools', choices }, log] : undefined}
      error={error}
      onRetry={() => void refetch()}
      chosen={view}
      onChoose={open}
      more={
        object && hasRight(object, 'create') ? (
          <Button type="text" icon={<PlusOutlined aria-hidden />} onClick={() => open(NEW)}>
            {t('pools.settings.new')}
          </Button>
        ) : null
      }
    >
      {chosen => {
        if (chosen === LOG) return <RecoveryLog />
        if (chosen === NEW) return <PoolEditor key={NEW} record={null} onOpen={open} />
        return <OnePool id={chosen} onOpen={open} />
      }}
    </ChoicePage>
  )
}

type Open = (id: string | undefined) => void

function OnePool({ id, onOpen }: { id: string; onOpen: Open }) {
  const { data, error } = useRecord('pools', id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="form" />
  return <PoolEditor key={`${data.id} ${data.version}`} record={data} onOpen={onOpen} />
}

function useOpenPool(): Open {
  const navigate = useNavigate()
  return view => void navigate({ to: '/p/$page', params: { page: 'pools' }, search: view ? { view } : {} })
}
