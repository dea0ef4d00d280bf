import { CheckOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { idOf } from '#web/fields/reference-search.ts'
import { useReferenceTitles } from '#web/fields/reference-search.ts'
import type { FieldDescription } from '#platform/objects/description.ts'
import { useText } from '#web/ui/index.ts'
import type { ImportField, Settlement, SettlementKind, UnsettledValue } from './import-requests.ts'
import styles from './transfer.module.css'

interface DecisionProps {
  object: string
  /** The field as the import names it: files may bring columns that the noun itself does not have. */
  importField: ImportField | undefined
  value: UnsettledValue
  chosen: Settlement | null
  onChoose: (settlement: Settlement | null) => void
}

/** What is to become of one value: an existing record (searched for), a new one, nothing, or its rows refused. */
export function Decision({ object: objectName, importField, value, chosen, onChoose }: DecisionProps) {
  const t = useText()
  const field = usePartnerField(objectName, value.field, importField)
  const { suggestion } = value
  return (
    <div className={styles.decision}>
      <Select<SettlementKind>
        className={styles.kind ?? ''}
        aria-label={t('imports.settle.decide', { value: value.value })}
        placeholder={t('imports.settle.choose')}
        value={chosen?.kind ?? null}
        options={value.kinds.map(kind => ({ value: kind, label: t(`imports.settle.kinds.${kind}`) }))}
        allowClear
        onChange={(kind?: SettlementKind) => onChoose(kind ? { kind } : null)}
      />
      {chosen?.kind === 'use' && field ? (
        <UseExisting
          value={value}
          field={field}
          chosen={chosen}
          onChoose={onChoose}
          object={objectName}
          importField={importField}
        />
      ) : null}
      {suggestion && !isSame(suggestion, chosen) ? (
        <Button size="small" type="dashed" icon={<CheckOutlined aria-hidden />} onClick={() => onChoose(suggestion)}>
          <SuggestionText suggestion={suggestion} field={field} />
        </Button>
      ) : null}
    </div>
  )
}

/** The noun's field, or, for a column that only files have, one that looks for records of the same kind. */
function usePartnerField(
  object: string,
  name: string,
  importField: ImportField | undefined,
): FieldDescription | undefined {
  const declared = useObjectNamed(object)
  const own = declared && fieldNamed(declared, name)
  const target = useObjectNamed(importField?.object ?? undefined)
  if (own || !importField || !target) return own
  const { label, type } = importField
  return {
    name,
    label,
    type,
    object: target.name,
    objectPath: target.path,
    operators: [],
    isSortable: false,
    isEditable: true,
    isAskedWhenNew: true,
  }
}

function UseExisting({
  object,
  value,
  field,
  chosen,
  onChoose,
}: DecisionProps & { field: FieldDescription; chosen: Settlement }) {
  const t = useText()
  const { Input } = faceOf(field.type)
  const isChoice = field.options !== undefined
  const known = chosen.id ? (isChoice ? chosen.id : { id: chosen.id, title: chosen.title ?? '' }) : null
  return (
    <div className={styles.existing}>
      <label htmlFor={`use-${value.field}-${value.value}`} className="for-readers-only">
        {t('imports.settle.existing', { value: value.value })}
      </label>
      <Input
        id={`use-${value.field}-${value.value}`}
        field={{ ...field, required: false }}
        object={object}
        value={known}
        values={value.within ? { pipeline: value.within } : {}}
        onChange={next => {
          const id = idOf(next)
          const title =
            typeof next === 'object' && next !== null && 'title' in next ? { title: String(next.title) } : {}
          onChoose(id ? { kind: 'use', id, ...title } : { kind: 'use' })
        }}
        isInvalid={!chosen.id && !chosen.title}
      />
    </div>
  )
}

function SuggestionText({ suggestion, field }: { suggestion: Settlement; field: FieldDescription | undefined }) {
  const t = useText()
  const what = suggestion.title ?? ''
  const option = field?.options?.find(one => one.id === suggestion.id)?.label
  if (suggestion.kind !== 'use')
    return <>{t('imports.settle.suggestKind', { what: t(`imports.settle.kinds.${suggestion.kind}`) })}</>
  if (what || option) return <>{t('imports.settle.suggest', { what: what || (option ?? '') })}</>
  return field && suggestion.id ? <TitleOf field={field} id={suggestion.id} /> : null
}

/** The name of a suggested record that came as an id alone. */
function TitleOf({ field, id }: { field: FieldDescription; id: string }) {
  const t = useText()
  return <>{t('imports.settle.suggest', { what: useReferenceTitles(field, [id]).get(id) ?? '…' })}</>
}

const isSame = (a: Settlement, b: Settlement | null): boolean =>
  b !== null && a.kind === b.kind && a.id === b.id && a.title === b.title
