import { ArrowRightOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { isProblem, useObjectNamed } from '#web/api/index.ts'
import settings from '#web/settings/settings.module.css'
import { ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type Mapping, type MappingAnswer, type Part, useMapping, useSaveMapping } from './conversion-requests.ts'
import styles from './conversions.module.css'

/** Which fields of a lead go into which of its customer, contact and opportunity, beside those that always do. */
export default function MappingPage() {
  const t = useText()
  const { data, error, refetch } = useMapping()
  return (
    <>
      <PageHeader title={t('conversions.mapping.title')}>
        <p className={settings.intro}>{t('conversions.mapping.text')}</p>
      </PageHeader>
      <div className={settings.body}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!error && !data ? <Skeletons shape="form" /> : null}
        {data ? <Rows key={JSON.stringify(data.mappings)} answer={data} /> : null}
      </div>
    </>
  )
}

type Row = { leadField: string; target: string; key: number }

function Rows({ answer }: { answer: MappingAnswer }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveMapping()
  const before = answer.mappings.map(({ leadField, object, field }, key) => ({
    key,
    leadField,
    target: `${object}.${field}`,
  }))
  const [rows, setRows] = useState<Row[]>(before)
  const [wrong, setWrong] = useState<ReadonlyMap<number, string>>(new Map())
  const change = (key: number, values: Partial<Row>) =>
    setRows(rows.map(row => (row.key === key ? { ...row, ...values } : row)))
  const store = async () => {
    setWrong(new Map())
    try {
      await save.mutateAsync(rows.map(mappingOf))
      toast.sayUndo(t('conversions.mapping.saved'), () => save.mutateAsync(answer.mappings))
    } catch (problem) {
      if (!isProblem(problem) || problem.fields.length === 0) return toast.fail(problem)
      setWrong(new Map(problem.fields.map(({ path, message }) => [Number(path.split('.')[1]), message])))
    }
  }
  const isWhole = rows.every(row => row.leadField !== '' && row.target !== '')
  const isChanged = JSON.stringify(rows.map(mappingOf)) !== JSON.stringify(before.map(mappingOf))
  return (
    <section className={styles.mapping}>
      {rows.length === 0 ? <p className={styles.quiet}>{t('conversions.mapping.none')}</p> : null}
      <ol className={styles.rows}>
        {rows.map((row, index) => (
          <MappingRow
            key={row.key}
            row={row}
            place={index + 1}
            fields={answer.fields}
            problem={wrong.get(index)}
            onChange={values => change(row.key, values)}
            onRemove={() => setRows(rows.filter(one => one.key !== row.key))}
          />
        ))}
      </ol>
      <div className={styles.buttons}>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={answer.fields.length === 0}
          onClick={() =>
            setRows([...rows, { key: Math.max(-1, ...rows.map(row => row.key)) + 1, leadField: '', target: '' }])
          }
        >
          {t('conversions.mapping.add')}
        </Button>
        <Button type="primary" disabled={!isWhole || !isChanged} loading={save.isPending} onClick={() => void store()}>
          {t('conversions.mapping.save')}
        </Button>
      </div>
    </section>
  )
}

const mappingOf = ({ leadField, target }: Row): Mapping => {
  const [object = '', field = ''] = target.split('.')
  return { leadField, object: object as Part, field }
}

function MappingRow({
  row,
  place,
  fields,
  problem,
  onChange,
  onRemove,
}: {
  row: Row
  place: number
  fields: MappingAnswer['fields']
  problem: string | undefined
  onChange: (values: Partial<Row>) => void
  onRemove: () => void
}) {
  const t = useText()
  const nouns: Record<Part, string | undefined> = {
    customer: useObjectNamed('customer')?.label,
    contact: useObjectNamed('contact')?.label,
    opportunity: useObjectNamed('opportunity')?.label,
  }
  const targets = fields.find(one => one.name === row.leadField)?.targets ?? []
  return (
    <li className={styles.row}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('conversions.mapping.from', { place })}
        placeholder={t('conversions.mapping.choose')}
        value={row.leadField || null}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        onChange={leadField => onChange({ leadField, target: '' })}
      />
      <ArrowRightOutlined aria-hidden className={styles.arrow ?? ''} />
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('conversions.mapping.into', { place })}
        placeholder={t('conversions.mapping.choose')}
        value={row.target || null}
        {...(problem ? { status: 'error' as const } : {})}
        options={targets.map(({ object, field, label }) => ({
          value: `${object}.${field}`,
          label: `${nouns[object] ?? object} · ${label}`,
        }))}
        onChange={target => onChange({ target })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('conversions.mapping.remove', { place })}
        onClick={onRemove}
      />
      {problem ? (
        <div className={`field-error ${styles.problem}`} role="alert">
          {problem}
        </div>
      ) : null}
    </li>
  )
}
