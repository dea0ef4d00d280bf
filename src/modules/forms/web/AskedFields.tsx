import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type FormFields, useFormFields, useSaveFields } from './form-requests.ts'
import styles from './forms.module.css'

/** What the form asks for, in its order: any field of a lead that a stranger can fill in. */
export default function AskedFields({ record }: PanelProps) {
  const { data, error, refetch } = useFormFields(record.id)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="list" />
  return (
    <Editor
      key={JSON.stringify(data.fields)}
      form={record.id}
      answer={data}
      mayChange={record.can.includes('update')}
    />
  )
}

function Editor({ form, answer, mayChange }: { form: string; answer: FormFields; mayChange: boolean }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveFields(form)
  const before = answer.fields.map(({ field, isRequired }) => ({ field, isRequired }))
  const [rows, setRows] = useState(before)
  const labels = new Map([...answer.askable, ...answer.fields].map(one => [one.field, one.label]))
  const left = answer.askable.filter(one => !rows.some(row => row.field === one.field))
  const store = async (fields: typeof rows) => {
    try {
      await save.mutateAsync(fields)
      toast.sayUndo(t('webForms.asks.saved'), () => save.mutateAsync(before))
    } catch (problem) {
      const [first] = isProblem(problem) ? problem.fields : []
      toast.fail(first ? new Error(first.message) : problem)
    }
  }
  const move = (index: number, by: number) => {
    const next = [...rows]
    const [row] = next.splice(index, 1)
    if (row) next.splice(index + by, 0, row)
    setRows(next)
  }
  return (
    <section className={styles.asks}>
      <p className={styles.quiet}>{t('webForms.asks.text')}</p>
      <ol className={styles.rows}>
        {rows.map(({ field, isRequired }, index) => {
          const label = labels.get(field) ?? field
          return (
            <li key={field}>
              <span className={styles.name}>{label}</span>
              <Checkbox
                checked={isRequired}
                disabled={!mayChange || field === 'name'}
                onChange={event =>
                  setRows(rows.map(row => (row.field === field ? { field, isRequired: event.target.checked } : row)))
                }
              >
                {t('webForms.asks.must')}
              </Checkbox>
              {mayChange ? (
                <span className={styles.moves}>
                  <Button
                    type="text"
                    size="small"
                    disabled={index === 0}
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t('webForms.asks.up', { label })}
                    onClick={() => move(index, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    disabled={index === rows.length - 1}
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t('webForms.asks.down', { label })}
                    onClick={() => move(index, 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    disabled={field === 'name'}
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('webForms.asks.remove', { label })}
                    onClick={() => setRows(rows.filter(row => row.field !== field))}
                  />
                </span>
              ) : null}
            </li>
          )
        })}
      </ol>
      {mayChange ? (
        <div className={styles.buttons}>
          <Select
            className={styles.add ?? ''}
            aria-label={t('webForms.asks.add')}
            placeholder={t('webForms.asks.add')}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={left.map(one => ({ value: one.field, label: one.label }))}
            onChange={(field: string | null) => {
              if (field) setRows([...rows, { field, isRequired: false }])
            }}
          />
          <Button
            type="primary"
            disabled={JSON.stringify(rows) === JSON.stringify(before)}
            loading={save.isPending}
            onClick={() => void store(rows)}
          >
            {t('webForms.asks.save')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
