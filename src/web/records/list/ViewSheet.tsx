import { Button, Input, Radio, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import type { ViewDescription } from '#platform/views/view-description.ts'
import { fetchRecords, useCatalog } from '#web/api/index.ts'
import { useQuery } from '@tanstack/react-query'
import { useWording } from '#web/fields/surroundings.ts'
import { Sheet, usePhone, useProblemText, useText, useToast } from '#web/ui/index.ts'
import { FilterBuilder } from './FilterBuilder.tsx'
import { filterWords } from './filter-words.ts'
import { allOf, draftOf, filterOf } from './list-filter.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'
import { useTitles } from './use-titles.ts'
import { useSaveView } from './views-store.ts'

/** Names a view, says to whom it is shown and which conditions it has: a new one out of what stands on the screen, or one that is kept. */
export function ViewSheet({
  list,
  view,
  onClose,
}: {
  list: ListState
  /** Null: a new one. */
  view: ViewDescription | null
  onClose: () => void
}) {
  const t = useText()
  const id = useId()
  const phone = usePhone()
  const toast = useToast()
  const problemText = useProblemText()
  const wording = useWording()
  const catalog = useCatalog()
  const [label, setLabel] = useState(view?.label ?? '')
  const [share, setShare] = useState<ViewDescription['share']>(
    view?.share ?? { to: 'nobody', roles: [], departments: [] },
  )
  const [filter, setFilter] = useState<Filter | undefined>(
    view ? (view.filter ?? undefined) : allOf(list.view.filter ?? undefined, list.search.filter),
  )
  const [isBuilding, setBuilding] = useState(false)
  const { mutateAsync: save, isPending, error } = useSaveView(list.object.name)
  const titles = useTitles(list.object, filter)
  const draft = draftOf(filter)
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (label.trim() === '') return
    const look = {
      sort: list.sort,
      columns: list.columns,
      widths: list.widths,
      density: list.density,
      kind: list.kind,
      ...(list.search.by ? { calendarBy: list.search.by } : {}),
    }
    const kept = await save({
      ...(view ? { id: view.id } : look),
      label: label.trim(),
      filter: filter ?? null,
      ...(list.audiences ? { share } : {}),
    }).catch(() => null)
    if (!kept) return
    onClose()
    toast.say(t('records.views.saved', { view: kept.label }))
    if (!view) list.openView(kept.id)
  }
  return (
    <Sheet
      open
      title={view ? t('records.views.edit') : t('records.views.keepAs')}
      onClose={onClose}
      height="auto"
      footer={
        <Button
          type="primary"
          htmlType="submit"
          form={id}
          loading={isPending}
          block={phone}
          disabled={label.trim() === ''}
        >
          {t('records.views.keep')}
        </Button>
      }
    >
      <form noValidate id={id} className={styles.viewForm} onSubmit={event => void keep(event)}>
        {error && (
          <div role="alert" className="field-error">
            {problemText(error)}
          </div>
        )}
        <label htmlFor={`${id}-name`}>{t('records.views.name')}</label>
        <Input
          id={`${id}-name`}
          value={label}
          maxLength={40}
          autoFocus
          onChange={event => setLabel(event.target.value)}
        />
        {list.audiences && <Audience list={list} share={share} onChange={setShare} />}
        <span className={styles.formLabel}>{t('records.views.conditions')}</span>
        <p className={styles.viewConditions}>
          {filter
            ? filterWords(filter, { object: list.object, catalog, wording, titles })
            : t('records.views.noConditions')}
        </p>
      </form>
      {draft &&
        (isBuilding ? (
          <FilterBuilder
            object={list.object}
            filter={draft}
            onApply={next => {
              setFilter(filterOf(next))
              setBuilding(false)
            }}
          />
        ) : (
          <Button size="small" onClick={() => setBuilding(true)}>
            {t('records.views.changeConditions')}
          </Button>
        ))}
    </Sheet>
  )
}

function Audience({
  list,
  share,
  onChange,
}: {
  list: ListState
  share: ViewDescription['share']
  onChange: (share: ViewDescription['share']) => void
}) {
  const t = useText()
  const departments = useQuery({
    queryKey: ['records', 'departments', 'of-views'],
    queryFn: ({ signal }) =>
      fetchRecords('departments', { fields: ['name'], sort: ['name'], limit: 200 }, null, signal),
    enabled: share.to === 'some',
  })
  return (
    <fieldset className={styles.audience}>
      <legend>{t('records.views.share')}</legend>
      <Radio.Group
        value={share.to}
        onChange={event => onChange({ ...share, to: event.target.value as typeof share.to })}
        options={(['nobody', 'all', 'some'] as const).map(to => ({
          value: to,
          label: t(`records.views.shareTo.${to}`),
        }))}
      />
      {share.to === 'some' && (
        <>
          <Select
            mode="multiple"
            aria-label={t('records.views.roles')}
            placeholder={t('records.views.roles')}
            value={share.roles}
            options={list.audiences?.roles.map(role => ({ value: role.id, label: role.label })) ?? []}
            optionFilterProp="label"
            onChange={roles => onChange({ ...share, roles })}
          />
          <Select
            mode="multiple"
            aria-label={t('records.views.departments')}
            placeholder={t('records.views.departments')}
            value={share.departments}
            options={(departments.data?.records ?? []).map(one => ({ value: one.id, label: String(one.name) }))}
            optionFilterProp="label"
            onChange={chosen => onChange({ ...share, departments: chosen })}
          />
        </>
      )}
    </fieldset>
  )
}
