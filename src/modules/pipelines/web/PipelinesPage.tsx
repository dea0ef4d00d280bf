import { FunnelPlotOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { hasRight, useObjectNamed, useRecord, useRecords } from '#web/api/index.ts'
import { ChoicePage } from '#web/settings/ChoicePage.tsx'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { PipelineEditor } from './PipelineEditor.tsx'

/** The company's pipelines at the left (above, on a phone); the chosen one's stages at the right. */
export default function PipelinesPage() {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const object = useObjectNamed('pipeline')
  const { records, error, refetch } = useRecords('pipelines', { fields: ['name', 'currentVersion'], limit: 200 })
  const open = useOpenPipeline()
  const choices = records?.map(({ id, name, currentVersion }) => ({
    key: id,
    label: String(name),
    aside: t('pipelines.version', { version: Number(currentVersion) }),
  }))
  return (
    <ChoicePage
      title={t('pipelines.title')}
      text={t('pipelines.text')}
      list={t('pipelines.list')}
      choose={t('pipelines.choose')}
      icon={<FunnelPlotOutlined aria-hidden />}
      groups={choices && object ? [{ key: 'pipelines', choices }] : undefined}
      error={error}
      onRetry={() => void refetch()}
      chosen={view}
      onChoose={open}
      more={
        object && hasRight(object, 'create') ? (
          <Button type="text" icon={<PlusOutlined aria-hidden />} onClick={() => open(NEW)}>
            {t('pipelines.new')}
          </Button>
        ) : null
      }
    >
      {id => (id === NEW ? <PipelineEditor record={null} onOpen={open} /> : <OnePipeline id={id} onOpen={open} />)}
    </ChoicePage>
  )
}

const NEW = 'new'

type Open = (id: string | undefined) => void

function OnePipeline({ id, onOpen }: { id: string; onOpen: Open }) {
  const { data, error } = useRecord('pipelines', id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="form" />
  return <PipelineEditor key={`${data.id} ${data.version}`} record={data} onOpen={onOpen} />
}

function useOpenPipeline(): Open {
  const navigate = useNavigate()
  return view => void navigate({ to: '/p/$page', params: { page: 'pipelines' }, search: view ? { view } : {} })
}
