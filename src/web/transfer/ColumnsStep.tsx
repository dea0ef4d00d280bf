import { Button, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { usePhone, useText, useToast } from '#web/ui/index.ts'
import { DefaultValues } from './DefaultValues.tsx'
import { ImportSettingsForm } from './ImportSettingsForm.tsx'
import { KeepMapping, OfferedMappings } from './Mappings.tsx'
import { SheetChoice } from './SheetChoice.tsx'
import {
  type ImportColumn,
  type ImportDescription,
  type ImportSettings,
  useChangeImport,
  useImportVerb,
} from './import-requests.ts'
import styles from './transfer.module.css'

/** What the user has chosen here and not yet sent. */
interface Draft {
  mapping: Record<string, string | null>
  settings: ImportSettings
}

/** Which column goes into which field, and what holds for all rows. */
export function ColumnsStep({ described, onDone }: { described: ImportDescription; onDone: () => void }) {
  const t = useText()
  const toast = useToast()
  const change = useChangeImport(described.id)
  const [draft, setDraft] = useState<Draft>({ mapping: {}, settings: described.settings })
  const fieldOf = (column: ImportColumn): string | null => draft.mapping[column.index] ?? kept(column, draft)
  const taken = new Set(described.columns.map(fieldOf))

  const isMapped = (name: string): boolean => taken.has(name) && draft.settings.key === name

  async function send(): Promise<void> {
    try {
      await change.mutateAsync(draft)
      onDone()
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <>
      <SheetChoice described={described} />
      <OfferedMappings described={described} onUsed={used => setDraft({ mapping: {}, settings: used.settings })} />
      <p className={styles.lead}>{t('imports.columns.lead')}</p>
      <ColumnTable
        described={described}
        fieldOf={fieldOf}
        taken={taken}
        onChoose={(column, field) => setDraft({ ...draft, mapping: { ...draft.mapping, [column.index]: field } })}
      />
      <DefaultValues
        described={described}
        taken={taken}
        defaults={draft.settings.defaults}
        onChange={defaults => setDraft({ ...draft, settings: { ...draft.settings, defaults } })}
      />
      <ImportSettingsForm
        settings={draft.settings}
        keys={described.fields.filter(field => described.keys.includes(field.name) || isMapped(field.name))}
        onChange={settings => setDraft({ ...draft, settings })}
      />
      <footer className={styles.footer}>
        <KeepMapping described={described} before={() => change.mutateAsync(draft)} />
        <DiscardButton described={described} />
        <Button type="primary" loading={change.isPending} onClick={() => void send()}>
          {t('imports.columns.next')}
        </Button>
      </footer>
    </>
  )
}

/** Null in the draft is a choice, too: the column is left out. */
const kept = (column: ImportColumn, draft: Draft): string | null =>
  Object.hasOwn(draft.mapping, String(column.index)) ? null : column.field

function ColumnTable({
  described,
  fieldOf,
  taken,
  onChoose,
}: {
  described: ImportDescription
  fieldOf: (column: ImportColumn) => string | null
  taken: Set<string | null>
  onChoose: (column: ImportColumn, field: string | null) => void
}) {
  const t = useText()
  const phone = usePhone()
  const choice = (column: ImportColumn) => (
    <FieldChoice
      column={column}
      described={described}
      field={fieldOf(column)}
      taken={taken}
      onChoose={field => onChoose(column, field)}
    />
  )
  if (phone) {
    return (
      <ul className={styles.cards}>
        {described.columns.map(column => (
          <li key={column.index}>
            <strong>{headerOf(column, t('imports.columns.untitled', { number: column.index + 1 }))}</strong>
            <Samples samples={column.samples} />
            {choice(column)}
          </li>
        ))}
      </ul>
    )
  }
  const columns: TableColumnsType<ImportColumn> = [
    {
      title: t('imports.columns.header'),
      width: '26%',
      render: (_, column) => (
        <strong>{headerOf(column, t('imports.columns.untitled', { number: column.index + 1 }))}</strong>
      ),
    },
    { title: t('imports.columns.samples'), render: (_, column) => <Samples samples={column.samples} /> },
    { title: t('imports.columns.field'), width: 300, render: (_, column) => choice(column) },
  ]
  return <Table size="small" rowKey="index" columns={columns} dataSource={described.columns} pagination={false} />
}

const headerOf = (column: ImportColumn, untitled: string): string => column.header.trim() || untitled

const Samples = ({ samples }: { samples: string[] }) => (
  <span className={styles.samples}>
    {samples.map(sample => (
      <code key={sample}>{sample}</code>
    ))}
  </span>
)

const leftOut = ''

function FieldChoice({
  column,
  described,
  field,
  taken,
  onChoose,
}: {
  column: ImportColumn
  described: ImportDescription
  field: string | null
  taken: Set<string | null>
  onChoose: (field: string | null) => void
}) {
  const t = useText()
  const option = ({ name, label, required }: ImportDescription['fields'][number]) => ({
    value: name,
    label: required ? `${label} *` : label,
    // Two columns cannot go into one field.
    disabled: name !== field && taken.has(name),
  })
  const likely = described.fields.filter(one => column.suggestions.includes(one.name))
  const others = described.fields.filter(one => !column.suggestions.includes(one.name))
  return (
    <Select
      className={styles.wide ?? ''}
      aria-label={t('imports.columns.into', { column: column.header })}
      value={field ?? leftOut}
      {...(field === null ? { status: 'warning' as const } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      options={[
        { value: leftOut, label: t('imports.columns.leftOut') },
        ...(likely.length > 0 ? [{ label: t('imports.columns.likely'), options: likely.map(option) }] : []),
        { label: t('imports.columns.fields'), options: others.map(option) },
      ]}
      onChange={chosen => onChoose(chosen === leftOut ? null : chosen)}
    />
  )
}

/** Gives the import up before anything was written. */
export function DiscardButton({ described }: { described: ImportDescription }) {
  const t = useText()
  const toast = useToast()
  const cancel = useImportVerb(described.id, 'cancel')
  if (!described.can.includes('cancel')) return null
  return (
    <Button
      className={styles.discard ?? ''}
      type="text"
      loading={cancel.isPending}
      onClick={() => cancel.mutate(undefined, { onError: toast.fail })}
    >
      {t('imports.discard')}
    </Button>
  )
}
