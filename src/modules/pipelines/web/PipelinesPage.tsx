import { FunnelPlotOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { hasRight, useObjectNamed, useRecord, useRecords } from '#web/api/index.ts'
import { Choices } from '#web/settings/Choices.tsx'
import settings from '#web/settings/settings.module.css'
import { useFirstOnPhone } from '#web/settings/use-first-on-phone.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { PipelineEditor } from './PipelineEditor.tsx'

/** The company's pipelines at the left (above, on a phone); the chosen one's stages at the right. */
export default function PipelinesPage() {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const object = useObjectNamed('pipeline')
  const { records, error, refetch } = useRecords('pipelines', { fields: ['name', 'currentVersion'], limit: 200 })
  const open = useOpenPipeline()
  const chosen = useFirstOnPhone(view, records?.[0]?.id)
  return (
    <>
      <PageHeader title={t('pipelines.title')}>
        <p className={settings.intro}>{t('pipelines.text')}</p>
      </PageHeader>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !records ? <Skeletons shape="form" /> : null}
      {records && object ? (
        <div className={settings.columns}>
          <Choices
            label={t('pipelines.list')}
            placeholder={t('pipelines.choose')}
            groups={[
              {
                key: 'pipelines',
                choices: records.map(({ id, name, currentVersion }) => ({
                  key: id,
                  label: String(name),
                  aside: t('pipelines.version', { version: Number(currentVersion) }),
                })),
              },
            ]}
            chosen={chosen === NEW ? undefined : chosen}
            onChoose={open}
          >
            {hasRight(object, 'create') ? (
              <Button type="text" icon={<PlusOutlined aria-hidden />} onClick={() => open(NEW)}>
                {t('pipelines.new')}
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

const NEW = 'new'

function Chosen({ chosen, onOpen }: { chosen: string | undefined; onOpen: (id: string | undefined) => void }) {
  const t = useText()
  const isNew = chosen === NEW
  const { data, error } = useRecord('pipelines', isNew ? undefined : chosen)
  if (isNew) return <PipelineEditor record={null} onOpen={onOpen} />
  if (!chosen) return <EmptyState icon={<FunnelPlotOutlined aria-hidden />} title={t('pipelines.choose')} />
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="form" />
  return <PipelineEditor key={`${data.id} ${data.version}`} record={data} onOpen={onOpen} />
}

function useOpenPipeline(): (id: string | undefined) => void {
  const navigate = useNavigate()
  return view => void navigate({ to: '/p/$page', params: { page: 'pipelines' }, search: view ? { view } : {} })
}
