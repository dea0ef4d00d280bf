import { PlusOutlined } from '@ant-design/icons'
import { Button, Divider, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { useObjectNamed } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps, Values } from './field-face.ts'
import { useQuickCreate } from './quick-create.ts'
import { type Candidate, useCandidates, useReferenceTitles } from './reference-search.ts'

/** A reference as the API reads it: the other record's id and title. */
export interface ReferenceValue {
  id: string
  title: string
}

function ReferenceInput(props: InputProps<ReferenceValue>) {
  const { id, field, value, onChange, values, isInvalid, describedBy, autoFocus } = props
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const { candidates, isSearching } = useCandidates(field, { typed, isWanted: isOpen, narrowedBy: values })
  return (
    <Select
      id={id}
      className="field-wide"
      labelInValue
      allowClear={!field.required}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value ? { value: value.id, label: value.title || value.id } : null}
      options={asOptions(candidates)}
      loading={isSearching}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      notFoundContent={<NothingFound isSearching={isSearching} typed={typed} />}
      popupRender={menu => (
        <WithQuickCreate
          field={field}
          typed={typed}
          onCreate={() => setOpen(false)}
          onCreated={made => {
            setTyped('')
            onChange(made)
          }}
        >
          {menu}
        </WithQuickCreate>
      )}
      onChange={(next: { value: string; label: ReactNode } | undefined) => {
        setTyped('')
        onChange(next ? { id: next.value, title: titleIn(candidates, next.value) ?? value?.title ?? '' } : null)
      }}
    />
  )
}

const titleIn = (candidates: readonly Candidate[], id: string): string | undefined =>
  candidates.find(candidate => candidate.id === id)?.title

interface Option {
  value: string
  label: ReactNode
  title: string
}

function asOptions(candidates: readonly Candidate[]): (Option | { label: string; options: Option[] })[] {
  const option = ({ id, title, hint }: Candidate): Option => ({
    value: id,
    title,
    label: hint ? (
      <span className="field-candidate">
        {title}
        <small>{hint}</small>
      </span>
    ) : (
      title
    ),
  })
  const groups = [...new Set(candidates.map(candidate => candidate.group))]
  if (groups.length < 2) return candidates.map(option)
  return groups.map(group => ({
    label: group ?? '',
    options: candidates.filter(candidate => candidate.group === group).map(option),
  }))
}

function NothingFound({ isSearching, typed }: { isSearching: boolean; typed: string }) {
  const t = useText()
  return (
    <span className="field-quiet">
      {isSearching ? t('fieldsUi.searching') : typed ? t('fieldsUi.nothingFound', { text: typed }) : t('fieldsUi.nothingYet')}
    </span>
  )
}

/** Below the candidates, a button that makes the one that is missing, with what was typed as its name. */
function WithQuickCreate({
  field,
  typed,
  onCreate,
  onCreated,
  children,
}: {
  field: FieldDescription
  typed: string
  onCreate: () => void
  onCreated: (made: ReferenceValue) => void
  children: ReactNode
}) {
  const t = useText()
  const target = useObjectNamed(field.object)
  const quickCreate = useQuickCreate()
  if (!quickCreate || !target?.rights.create || target.lineOf) return children
  return (
    <>
      {children}
      <Divider className="field-divider" />
      <Button
        type="text"
        block
        className="field-create"
        icon={<PlusOutlined />}
        onMouseDown={event => event.preventDefault()}
        onClick={() => {
          onCreate()
          quickCreate({ object: target.name, values: typed ? { [target.title]: typed } : {}, onCreated })
        }}
      >
        {typed
          ? t('fieldsUi.createNamed', { object: target.label, text: typed })
          : t('fieldsUi.create', { object: target.label })}
      </Button>
    </>
  )
}

function ReferenceCell({ field, value }: CellProps<ReferenceValue>) {
  const t = useText()
  const target = useObjectNamed(field.object)
  const title = value.title || t('fieldsUi.untitled')
  if (!target || target.lineOf) return <span className="field-text">{title}</span>
  return <RecordLink object={target.name} id={value.id} title={title} />
}

/** Several records: "is one of". Ids in the filter are shown by their titles. */
function ReferenceFilterInput({ id, field, value, onChange, label }: FilterInputProps) {
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const ids = Array.isArray(value) ? value.map(String) : []
  const titles = useReferenceTitles(field, ids)
  const { candidates, isSearching } = useCandidates(field, { typed, isWanted: isOpen, narrowedBy: nothing })
  return (
    <Select
      id={id}
      mode="multiple"
      labelInValue
      aria-label={label}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={ids.map(one => ({ value: one, label: titles.get(one) ?? titleIn(candidates, one) ?? '…' }))}
      options={asOptions(candidates)}
      loading={isSearching}
      notFoundContent={<NothingFound isSearching={isSearching} typed={typed} />}
      onChange={(next: { value: string }[]) => onChange(next.map(one => one.value))}
    />
  )
}

const nothing: Values = {}

/** Another record, a user or a department. */
export const referenceFace: FieldFace<ReferenceValue> = {
  Input: ReferenceInput,
  Cell: ReferenceCell,
  FilterInput: ReferenceFilterInput,
  words: (value, _field, { t }) => value.title || t('fieldsUi.untitled'),
  width: 140,
  endsBy: 'choice',
}
