import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { ObjectDescription } from '#web/api/index.ts'
import { ErrorState, Skeletons, useLocale, useText, useToast } from '#web/ui/index.ts'
import { FieldsRow } from './FieldsRow.tsx'
import { FieldsSheet } from './FieldsSheet.tsx'
import type { Layout, LayoutField, LayoutSection } from '#platform/overlay/layout-description.ts'
import { arrangeFields, useLayout } from './layout-requests.ts'
import styles from './fields.module.css'

/** The fields of one noun in their sections, and the retired ones. A change acts at once, for everybody. */
export function FieldsLayout({ object }: { object: ObjectDescription }) {
  const t = useText()
  const layout = useLayout(object.name)
  /** The field whose sheet is open; `new` for one in the making. */
  const [open, setOpen] = useState<string | null>(null)
  if (layout.error) return <ErrorState error={layout.error} onRetry={() => void layout.refetch()} />
  if (!layout.data) return <Skeletons shape="form" />
  const field = layout.data.fields.find(one => one.name === open)
  return (
    <>
      <div className={styles.head}>
        <h2>{object.label}</h2>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
          {t('settings.fields.add')}
        </Button>
      </div>
      <Sections layout={layout.data} onOpen={setOpen} />
      <FieldsSheet
        key={open ?? 'closed'}
        isOpen={open !== null}
        layout={layout.data}
        field={field}
        onClose={() => setOpen(null)}
      />
    </>
  )
}

function Sections({ layout, onOpen }: { layout: Layout; onOpen: (name: string) => void }) {
  const t = useText()
  const locale = useLocale()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const named = (name: string): LayoutField | undefined => layout.fields.find(field => field.name === name)
  const retired = layout.fields.filter(field => field.isRetired)
  const move = async (section: number, from: number, by: number) => {
    setBusy(true)
    try {
      await arrangeFields(layout.object, moved(layout.sections, { section, from, by }))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {layout.sections.map((section, at) => (
        <section
          key={section.name}
          className={styles.section}
          aria-label={locale === 'zh' ? section.labelZh : section.labelEn}
        >
          <h3>{locale === 'zh' ? section.labelZh : section.labelEn}</h3>
          {section.fields.length === 0 ? <p className={styles.nothing}>{t('settings.fields.none')}</p> : null}
          <ol>
            {section.fields.map((name, index) => {
              const field = named(name)
              if (!field) return null
              const isFirst = at === 0 && index === 0
              const isLast = at === layout.sections.length - 1 && index === section.fields.length - 1
              return (
                <FieldsRow
                  key={name}
                  field={field}
                  onOpen={() => onOpen(name)}
                  {...(isFirst || busy ? {} : { onUp: () => void move(at, index, -1) })}
                  {...(isLast || busy ? {} : { onDown: () => void move(at, index, 1) })}
                />
              )
            })}
          </ol>
        </section>
      ))}
      {retired.length > 0 ? (
        <section className={styles.section} aria-label={t('settings.fields.retired')}>
          <h3>{t('settings.fields.retired')}</h3>
          <ol>
            {retired.map(field => (
              <FieldsRow key={field.name} field={field} onOpen={() => onOpen(field.name)} />
            ))}
          </ol>
        </section>
      ) : null}
    </>
  )
}

/** Up or down by one; beyond the end of a section a field goes into the next. */
export function moved(
  sections: readonly LayoutSection[],
  { section, from, by }: { section: number; from: number; by: number },
): LayoutSection[] {
  const next = sections.map(one => ({ ...one, fields: [...one.fields] }))
  const here = next[section]?.fields ?? []
  const [name] = here.splice(from, 1)
  if (name === undefined) return next
  const to = from + by
  if (to >= 0 && to <= here.length) here.splice(to, 0, name)
  else if (by < 0) next[section - 1]?.fields.push(name)
  else next[section + 1]?.fields.unshift(name)
  return next
}
