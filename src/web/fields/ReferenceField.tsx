import { PlusOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { useObjectNamed } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps, Values } from './field-face.ts'
import { useNoun } from './noun-words.ts'
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
  const none = useNoneWords(isSearching, typed)
  const creation = useCreation(field, typed, onChange)
  // An address may give the id alone.
  const titles = useReferenceTitles(field, value && !value.title ? [value.id] : [])
  return (
    <Select
      id={id}
      className="field-wide"
      labelInValue
      allowClear={!field.required}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value ? { value: value.id, label: value.title || titles.get(value.id) || '…' } : null}
      // Making a new one is offered when the search has ended: Enter, pressed before, must not take it for the first candidate.
      options={[...asOptions(candidates, none), ...(creation && !isSearching ? [creation.option] : [])]}
      loading={isSearching}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={(next: { value: string; label: ReactNode } | undefined) => {
        setTyped('')
        if (next?.value === creating) creation?.begin()
        else if (next?.value !== nobody)
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

/** What a candidate belongs to is said only where they belong to different things. Where there are none, one line says so. */
function asOptions(candidates: readonly Candidate[], none: string): Option[] {
  if (candidates.length === 0)
    return [{ value: nobody, label: <span className="field-quiet">{none}</span>, title: none }]
  const isMixed = new Set(candidates.map(candidate => candidate.group)).size > 1
  return candidates.map(({ id, title, group }) => ({
    value: id,
    title,
    label:
      isMixed && group ? (
        <span className="field-candidate">
          {title}
          <small>{group}</small>
        </span>
      ) : (
        title
      ),
  }))
}

function useNoneWords(isSearching: boolean, typed: string): string {
  const t = useText()
  if (isSearching) return t('fieldsUi.searching')
  return typed ? t('fieldsUi.nothingFound', { text: typed }) : t('fieldsUi.nothingYet')
}

/** A last choice that makes the record that is missing, with what was typed as its name; null for whoever may not. */
function useCreation(
  field: FieldDescription,
  typed: string,
  onCreated: (made: ReferenceValue) => void,
): { option: Option; begin: () => void } | null {
  const t = useText()
  const noun = useNoun()
  const target = useObjectNamed(field.object)
  const quickCreate = useQuickCreate()
  if (!quickCreate || !target?.rights.create || target.lineOf) return null
  const object = noun(target.label)
  const title = typed ? t('fieldsUi.createNamed', { object, text: typed }) : t('fieldsUi.create', { object })
  return {
    option: {
      value: creating,
      title,
      label: (
        <span className="field-create">
          <PlusOutlined aria-hidden /> {title}
        </span>
      ),
    },
    begin: () => quickCreate({ object: target.name, values: typed ? { [target.title]: typed } : {}, onCreated }),
  }
}

/** Values of options that are no record. */
const creating = 'new'
const nobody = ''

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
  const none = useNoneWords(isSearching, typed)
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
      options={asOptions(candidates, none)}
      loading={isSearching}
      onChange={(next: { value: string }[]) => onChange(next.map(one => one.value).filter(one => one !== nobody))}
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
