import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { type ApiRecord, api, fetchRecords, queryClient, refreshObject, useObjectNamed } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'

/** A tag as a record bears it. */
interface Tag {
  id: string
  title: string
}

interface KnownTag extends Tag {
  colour: string | null
}

/** All tags of the company, with their colours; a company has few enough to hold them all. */
function useTags(field: FieldDescription): KnownTag[] {
  const target = useObjectNamed(field.object)
  const { data } = useQuery({
    queryKey: ['records', target?.path, 'all'],
    queryFn: () => (target ? allTags(target.path, target.title) : []),
    enabled: target !== undefined,
    staleTime: 60_000,
  })
  return data ?? []
}

async function allTags(path: string, title: string): Promise<KnownTag[]> {
  const page = await fetchRecords(path, { fields: [title, 'colour'], sort: [title], limit: 200 })
  return page.records.map(record => ({
    id: record.id,
    title: String(record[title] ?? ''),
    colour: typeof record.colour === 'string' ? record.colour : null,
  }))
}

/** A tag in its own colour. */
function Chip({ tag, children }: { tag: KnownTag; children?: ReactNode }) {
  return (
    <span className="field-chip" data-colour={tag.colour}>
      {tag.title}
      {children}
    </span>
  )
}

function TagsInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<Tag[]>) {
  const t = useText()
  const known = useTags(field)
  const [typed, setTyped] = useState('')
  const make = useMaking(field)
  const chosen = value ?? []
  const wanted = typed.trim()
  const isNew = wanted !== '' && !known.some(tag => tag.title.toLowerCase() === wanted.toLowerCase())
  const change = (next: Tag[]) => onChange(next.length > 0 ? next : null)
  const onPick = async (ids: string[]) => {
    setTyped('')
    const kept = ids.filter(one => one !== creating).map(one => found(one, chosen, known))
    change(kept)
    if (!ids.includes(creating)) return
    const made = await make(wanted)
    if (made) change([...kept, made])
  }
  return (
    <Select
      id={id}
      className="field-wide"
      mode="multiple"
      value={chosen.map(tag => tag.id)}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      options={[
        ...shown(known, chosen)
          .filter(tag => tag.title.toLowerCase().includes(wanted.toLowerCase()))
          .map(tag => ({ value: tag.id, title: tag.title, label: <Chip tag={tag} /> })),
        ...(isNew && make.isAllowed ? [creationOption(t('fieldsUi.makeTag', { text: wanted }))] : []),
      ]}
      notFoundContent={wanted ? t('fieldsUi.nothingFound', { text: wanted }) : t('fieldsUi.nothingYet')}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={(ids: string[]) => void onPick(ids)}
    />
  )
}

/** The value of the option that makes the tag that is missing. */
const creating = 'new'
const creationOption = (title: string) => ({
  value: creating,
  title,
  label: (
    <span className="field-create">
      <PlusOutlined aria-hidden /> {title}
    </span>
  ),
})

/** Tags that may be chosen, and those that the record bears though they are gone. */
const shown = (known: readonly KnownTag[], chosen: readonly Tag[]): KnownTag[] => [
  ...known,
  ...chosen.filter(tag => !known.some(one => one.id === tag.id)).map(tag => ({ ...tag, colour: null })),
]

const found = (id: string, chosen: readonly Tag[], known: readonly Tag[]): Tag => {
  const tag = chosen.find(one => one.id === id) ?? known.find(one => one.id === id)
  return { id, title: tag?.title ?? '' }
}

/** Makes a tag by its name alone; null when the server would not. */
function useMaking(field: FieldDescription): ((name: string) => Promise<Tag | null>) & { isAllowed: boolean } {
  const { message } = App.useApp()
  const problemText = useProblemText()
  const target = useObjectNamed(field.object)
  const make = async (name: string): Promise<Tag | null> => {
    if (!target) return null
    try {
      const made = await api.post<ApiRecord>(`/${target.path}`, { [target.title]: name })
      const tag = { id: made.id, title: String(made[target.title] ?? name) }
      queryClient.setQueryData<KnownTag[]>(['records', target.path, 'all'], before => [
        ...(before ?? []),
        { ...tag, colour: typeof made.colour === 'string' ? made.colour : null },
      ])
      void refreshObject(target.path)
      return tag
    } catch (problem) {
      void message.error(problemText(problem))
      return null
    }
  }
  return Object.assign(make, { isAllowed: target?.rights.create !== undefined })
}

function TagsCell({ field, value, room }: CellProps<Tag[]>) {
  const known = useTags(field)
  const t = useText()
  return (
    <span className="field-chips" data-room={room} title={value.map(tag => tag.title).join(t('records.and'))}>
      {value.map(tag => (
        <Chip key={tag.id} tag={{ ...tag, colour: known.find(one => one.id === tag.id)?.colour ?? null }} />
      ))}
    </span>
  )
}

function TagsFilterInput({ id, field, value, onChange, label }: FilterInputProps) {
  const known = useTags(field)
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={label}
      value={Array.isArray(value) ? value.map(String) : []}
      options={known.map(tag => ({ value: tag.id, label: tag.title }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  )
}

/** Tags of the company: chosen, searched, and made while typing by whoever may. */
export const tagsFace: FieldFace<Tag[]> = {
  Input: TagsInput,
  Cell: TagsCell,
  FilterInput: TagsFilterInput,
  words: (value, _field, { t }) => value.map(tag => tag.title).join(t('records.and')),
  width: 180,
  endsBy: 'button',
}
