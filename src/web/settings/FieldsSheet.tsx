import { Alert, Button, Form, Popconfirm } from 'antd'
import { useState } from 'react'
import { isProblem } from '#web/api/index.ts'
import { Sheet, useProblemText, useText, useToast } from '#web/ui/index.ts'
import { type FieldValues, sentFor, valuesOf } from './field-values.ts'
import { FieldsForm } from './FieldsForm.tsx'
import { useFieldLabel } from './FieldsRow.tsx'
import type { Layout, LayoutField } from '#platform/overlay/layout-description.ts'
import { addField, arrangeFields, changeField, removeField } from './layout-requests.ts'
import styles from './fields.module.css'

/** A field to make, or to say something else of. */
export function FieldsSheet({
  isOpen,
  layout,
  field,
  onClose,
}: {
  isOpen: boolean
  layout: Layout
  field: LayoutField | undefined
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const labelOf = useFieldLabel()
  const [form] = Form.useForm<FieldValues>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  /** Does it, and closes; what is wrong stands at its input, or above the form. */
  const attempt = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true)
    setError(null)
    try {
      await work()
      toast.say(said)
      onClose()
    } catch (caught) {
      const fields = isProblem(caught) ? caught.fields : []
      form.setFields(fields.map(({ path, message }) => ({ name: path.split('.') as ['labelZh'], errors: [message] })))
      setError(caught)
    } finally {
      setBusy(false)
    }
  }

  const save = (values: FieldValues) =>
    attempt(async () => {
      if (!field) {
        await addField(layout.object, sentFor(values, undefined, layout.types))
        return
      }
      const changed = await changeField(layout.object, field.name, sentFor(values, field, layout.types))
      const before = layout.sections.find(section => section.fields.includes(field.name))?.name
      if (values.section !== undefined && values.section !== before && !field.isRetired)
        await arrangeFields(layout.object, inSection(changed, field.name, values.section))
    }, t('settings.fields.saved'))

  return (
    <Sheet
      open={isOpen}
      title={field ? labelOf(field) : t('settings.fields.add')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {t('ui.save')}
          </Button>
          {field?.isCustom ? (
            <>
              <Button
                disabled={busy}
                onClick={() =>
                  void attempt(
                    () => changeField(layout.object, field.name, { isRetired: !field.isRetired }),
                    t('settings.fields.saved'),
                  )
                }
              >
                {t(field.isRetired ? 'settings.fields.reuse' : 'settings.fields.retire')}
              </Button>
              <Popconfirm
                title={t('settings.fields.remove_ask')}
                okText={t('settings.fields.remove')}
                cancelText={t('ui.cancel')}
                onConfirm={() =>
                  void attempt(() => removeField(layout.object, field.name), t('settings.fields.removed'))
                }
              >
                <Button danger disabled={busy}>
                  {t('settings.fields.remove')}
                </Button>
              </Popconfirm>
            </>
          ) : null}
        </div>
      }
    >
      {error ? (
        <Alert type="error" showIcon role="alert" title={problemText(error)} style={{ marginBottom: 16 }} />
      ) : null}
      <FieldsForm form={form} layout={layout} field={field} start={valuesOf(field, layout)} onSave={save} />
    </Sheet>
  )
}

const inSection = (layout: Layout, name: string, wanted: string): Layout['sections'] =>
  layout.sections.map(section => {
    const rest = section.fields.filter(one => one !== name)
    return { ...section, fields: section.name === wanted ? [...rest, name] : rest }
  })
