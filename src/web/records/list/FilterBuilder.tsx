import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Condition } from '#platform/objects/filter.ts'
import { type ObjectDescription, useCatalog } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import { ConditionRow } from './ConditionRow.tsx'
import styles from './list.module.css'
import { type ConditionGroup, type FilterDraft, filterFields, freshCondition, isGroup } from './list-filter.ts'

/** Builds a filter: conditions and groups of conditions, all or any of which must hold. Asked when the person says so, not at each key. */
export function FilterBuilder({
  object,
  filter,
  onApply,
}: {
  object: ObjectDescription
  filter: FilterDraft
  onApply: (filter: FilterDraft) => void
}) {
  const t = useText()
  const fields = filterFields(object, useCatalog(), t('records.star.field'))
  const first = fields[0]?.fields[0]
  const fresh = (): Condition[] => (first ? [freshCondition(first)] : [])
  const [draft, setDraft] = useState<FilterDraft>(filter.parts.length > 0 ? filter : { ...filter, parts: fresh() })
  const replace = (index: number, part: Condition | ConditionGroup) =>
    setDraft({ ...draft, parts: draft.parts.map((one, at) => (at === index ? part : one)) })
  const remove = (index: number) => setDraft({ ...draft, parts: draft.parts.filter((_, at) => at !== index) })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onApply(draft)
  }
  return (
    <form noValidate className={styles.builder} onSubmit={onSubmit} aria-label={t('records.filter.open')}>
      {draft.parts.length > 1 && <Match match={draft.match} onChange={match => setDraft({ ...draft, match })} />}
      {draft.parts.map((part, index) =>
        isGroup(part) ? (
          <Group
            // A part has no identity but its place.
            key={index}
            group={part}
            fields={fields}
            fresh={fresh}
            onChange={next => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ) : (
          <ConditionRow
            key={index}
            groups={fields}
            condition={part}
            onChange={next => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ),
      )}
      <div className={styles.builderFoot}>
        <span>
          <Button
            type="link"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setDraft({ ...draft, parts: [...draft.parts, ...fresh()] })}
          >
            {t('records.filter.add')}
          </Button>
          <Button
            type="link"
            size="small"
            onClick={() =>
              setDraft({
                ...draft,
                parts: [...draft.parts, { match: draft.match === 'all' ? 'any' : 'all', conditions: fresh() }],
              })
            }
          >
            {t('records.filter.addGroup')}
          </Button>
        </span>
        <Button type="primary" htmlType="submit">
          {t('records.filter.apply')}
        </Button>
      </div>
    </form>
  )
}

function Match({ match, onChange }: { match: 'all' | 'any'; onChange: (match: 'all' | 'any') => void }) {
  const t = useText()
  return (
    <Segmented
      size="small"
      value={match}
      options={[
        { value: 'all' as const, label: t('records.filter.all') },
        { value: 'any' as const, label: t('records.filter.any') },
      ]}
      onChange={onChange}
    />
  )
}

function Group({
  group,
  fields,
  fresh,
  onChange,
  onRemove,
}: {
  group: ConditionGroup
  fields: ReturnType<typeof filterFields>
  fresh: () => Condition[]
  onChange: (group: ConditionGroup) => void
  onRemove: () => void
}) {
  const t = useText()
  const { conditions } = group
  return (
    <fieldset className={styles.filterGroup}>
      <legend className="for-readers-only">{t('records.filter.group')}</legend>
      <div className={styles.filterGroupHead}>
        <Match match={group.match} onChange={match => onChange({ ...group, match })} />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('records.filter.removeGroup')}
          onClick={onRemove}
        />
      </div>
      {conditions.map((condition, index) => (
        <ConditionRow
          key={index}
          groups={fields}
          condition={condition}
          onChange={next =>
            onChange({ ...group, conditions: conditions.map((one, at) => (at === index ? next : one)) })
          }
          onRemove={() => onChange({ ...group, conditions: conditions.filter((_, at) => at !== index) })}
        />
      ))}
      <Button
        type="link"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange({ ...group, conditions: [...conditions, ...fresh()] })}
      >
        {t('records.filter.addToGroup')}
      </Button>
    </fieldset>
  )
}
