import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, ConfigProvider, Input, Popconfirm, Select } from 'antd'
import { type ReactNode, Suspense, useId, useState } from 'react'
import {
  type ApiRecord,
  fieldNamed,
  isProblem,
  useObjectNamed,
  useRecords,
  useRemoveRecord,
  useSaveRecord,
} from '#web/api/index.ts'
import { panelsOf } from '#web/shell/define-web-module.ts'
import { Skeletons, useText, useToast } from '#web/ui/index.ts'
import {
  draftOf,
  isOtherCourse,
  moved,
  newStage,
  type PipelineDraft,
  type StageDraft,
  valuesOf,
} from './pipeline-draft.ts'
import styles from './pipelines.module.css'
import { StageRow } from './StageRow.tsx'

interface EditorProps {
  /** Null: a new one. */
  record: ApiRecord | null
  onOpen: (id: string | undefined) => void
}

/** A pipeline's name, its departments and its stages in order; what stands under way beside it comes from other modules. */
export function PipelineEditor({ record, onOpen }: EditorProps) {
  const t = useText()
  const toast = useToast()
  const object = useObjectNamed('pipeline')
  const save = useSaveRecord('pipelines')
  const kindName = useStageKinds()
  const [before] = useState<PipelineDraft>(() => (record ? draftOf(record) : blank(kindName)))
  const [draft, setDraft] = useState(before)
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map())
  const version = Number(record?.currentVersion ?? 1)
  const isChanged = JSON.stringify(before) !== JSON.stringify(draft)
  const change = (values: Partial<PipelineDraft>) => setDraft({ ...draft, ...values })
  const label = (name: string): string => (object && fieldNamed(object, name)?.label) ?? name

  const keep = async () => {
    setWrong(new Map())
    try {
      const saved = await save.mutateAsync({
        ...(record ? { id: record.id, version: record.version } : {}),
        values: valuesOf(draft),
      })
      const now = { name: draft.name, version: Number(saved.currentVersion) }
      toast.say(t(now.version > version ? 'pipelines.saved_version' : 'pipelines.saved', now))
      if (!record) onOpen(saved.id)
    } catch (error) {
      const fields = isProblem(error) ? error.fields : []
      setWrong(new Map(fields.map(({ path, message }) => [placeOf(path), message])))
      if (fields.every(({ path }) => !isShown(path))) toast.fail(error)
    }
  }

  return (
    <ConfigProvider componentDisabled={record !== null && !record.can.includes('update')}>
      <div className={styles.head}>
        <h2>{record ? String(record.name) : t('pipelines.new')}</h2>
        {record ? <span className={styles.version}>{t('pipelines.version', { version })}</span> : null}
        {record ? <Remove record={record} onOpen={onOpen} /> : null}
      </div>
      <div className={styles.fields}>
        <Labelled label={label('name')} problem={wrong.get('name')}>
          {id => (
            <Input id={id} value={draft.name} maxLength={60} onChange={event => change({ name: event.target.value })} />
          )}
        </Labelled>
        <Labelled label={label('departments')} problem={wrong.get('departments')}>
          {id => <Departments id={id} value={draft.departments} onChange={departments => change({ departments })} />}
        </Labelled>
        <Labelled label={label('description')} problem={wrong.get('description')}>
          {id => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 1, maxRows: 4 }}
              value={draft.description ?? ''}
              onChange={event => change({ description: event.target.value || null })}
            />
          )}
        </Labelled>
      </div>
      <h3 className={styles.heading}>{t('pipelines.stages')}</h3>
      <Stages stages={draft.stages} wrong={wrong} onChange={stages => change({ stages })} />
      {wrong.has('stages') ? <p className={styles.wrong}>{wrong.get('stages')}</p> : null}
      {record && isOtherCourse(before.stages, draft.stages) ? (
        <Alert type="info" showIcon title={t('pipelines.will_version', { version: version + 1 })} />
      ) : null}
      <div className={styles.foot}>
        <Button type="primary" loading={save.isPending} disabled={!isChanged} onClick={() => void keep()}>
          {t('ui.save')}
        </Button>
      </div>
      {record && object
        ? panelsOf('pipeline').map(({ name, label: heading, Panel }) => (
            <section key={name} className={styles.panel} aria-label={t(heading)}>
              <Suspense fallback={<Skeletons shape="list" />}>
                <Panel object={object} record={record} />
              </Suspense>
            </section>
          ))
        : null}
    </ConfigProvider>
  )
}

function Stages({
  stages,
  wrong,
  onChange,
}: {
  stages: StageDraft[]
  wrong: ReadonlyMap<string, string>
  onChange: (stages: StageDraft[]) => void
}) {
  const t = useText()
  return (
    <>
      <ol className={styles.stages}>
        {stages.map((stage, index) => (
          <StageRow
            key={stage.key}
            stage={stage}
            number={index + 1}
            problem={wrong.get(`stages.${index}`)}
            onChange={values => onChange(stages.map(one => (one.key === stage.key ? { ...one, ...values } : one)))}
            onRemove={() => onChange(stages.filter(one => one.key !== stage.key))}
            {...(index > 0 ? { onUp: () => onChange(moved(stages, index, index - 1)) } : {})}
            {...(index < stages.length - 1 ? { onDown: () => onChange(moved(stages, index, index + 1)) } : {})}
          />
        ))}
      </ol>
      <Button
        type="dashed"
        block
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...stages, newStage('')])}
      >
        {t('pipelines.add')}
      </Button>
    </>
  )
}

function Remove({ record, onOpen }: { record: ApiRecord } & Pick<EditorProps, 'onOpen'>) {
  const t = useText()
  const toast = useToast()
  const remove = useRemoveRecord('pipelines')
  const name = String(record.name)
  if (!record.can.includes('remove')) return null
  const go = () =>
    remove.mutateAsync(record.id).then(() => {
      toast.say(t('pipelines.deleted', { name }))
      onOpen(undefined)
    }, toast.fail)
  return (
    <Popconfirm title={t('pipelines.delete_ask', { name })} onConfirm={() => void go()}>
      <Button type="text" icon={<DeleteOutlined aria-hidden />}>
        {t('pipelines.delete')}
      </Button>
    </Popconfirm>
  )
}

function Departments({
  id,
  value,
  onChange,
}: {
  id: string
  value: PipelineDraft['departments']
  onChange: (value: PipelineDraft['departments']) => void
}) {
  const t = useText()
  const { records } = useRecords('departments', { fields: ['name'], limit: 200 })
  return (
    <Select
      id={id}
      mode="multiple"
      placeholder={t('pipelines.departments_none')}
      showSearch={{ optionFilterProp: 'label' }}
      value={value.map(line => line.department)}
      onChange={chosen =>
        onChange(chosen.map(department => value.find(line => line.department === department) ?? { department }))
      }
      options={records?.map(record => ({ value: record.id, label: String(record.name) })) ?? []}
    />
  )
}

function Labelled({
  label,
  problem,
  children,
}: {
  label: string
  problem: string | undefined
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {problem ? <p className={styles.wrong}>{problem}</p> : null}
    </div>
  )
}

/** What kinds of stages are called, for the names with which a new pipeline begins. */
function useStageKinds(): (kind: string) => string {
  const stage = useObjectNamed('stage')
  const options = (stage && fieldNamed(stage, 'kind')?.options) ?? []
  return kind => options.find(option => option.id === kind)?.label ?? kind
}

const blank = (nameOf: (kind: string) => string): PipelineDraft => ({
  name: '',
  description: null,
  departments: [],
  stages: [newStage(''), ...['won', 'lost'].map(kind => newStage(nameOf(kind), kind))],
})

/** Where a problem is shown: at a field, at a stage, or at all stages. */
const placeOf = (path: string): string => {
  const [field = '', place] = path.split('.')
  return field === 'stages' && place !== undefined ? `stages.${place}` : field
}

const isShown = (path: string): boolean =>
  ['name', 'description', 'departments', 'stages'].includes(path.split('.')[0] ?? '')
