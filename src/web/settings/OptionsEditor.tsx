import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Tooltip } from 'antd'
import { useState } from 'react'
import { drawKey } from '#web/api/draw-key.ts'
import { api, isProblem, queryClient } from '#web/api/index.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import type { OptionPlace } from './option-places.ts'
import styles from './settings.module.css'

interface Option {
  id?: string
  labelZh: string | null
  labelEn: string | null
  isRetired: boolean
  /** The labels it comes with, which stand where the company gave none; null for one that the company made. */
  declaredZh: string | null
  declaredEn: string | null
}

/** The options of one place: their words, their order, which are offered. */
export function OptionsEditor({ place, group }: { place: OptionPlace; group: string }) {
  const t = useText()
  const path = `/options/${place.path}`
  const options = useQuery({
    queryKey: ['options', place.key],
    queryFn: async ({ signal }) => (await api.get<{ options: Option[] }>(path, { signal })).options,
  })
  return (
    <>
      <h2 className={styles.heading}>
        {group} · {place.label}
      </h2>
      {place.usedBy.length > 0 ? (
        <p className={styles.text}>
          {t('settings.options.shared_hint', { fields: place.usedBy.join(t('settings.options.and')) })}
        </p>
      ) : null}
      {options.error ? <ErrorState error={options.error} onRetry={() => void options.refetch()} /> : null}
      {options.isPending ? <Skeletons shape="form" /> : null}
      {options.data ? <Editor key={options.dataUpdatedAt} path={path} read={options.data} fixed={place.fixed} /> : null}
    </>
  )
}

/** An option in the making; `key` stays while it moves. */
type Draft = Option & { key: string }

/** Of `fixed` options only the labels can be changed. */
function Editor({ path, read, fixed }: { path: string; read: Option[]; fixed: boolean }) {
  const t = useText()
  const toast = useToast()
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    read.map((option, index) => ({ ...option, key: option.id ?? `${index}` })),
  )
  const [busy, setBusy] = useState(false)
  /** What the server said of rows, by their place at the time of saving. */
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map())
  const change = (key: string, values: Partial<Option>) =>
    setDrafts(drafts.map(draft => (draft.key === key ? { ...draft, ...values } : draft)))
  const move = (from: number, to: number) => setDrafts(moved(drafts, from, to))
  const nameless = drafts.some(draft => !ownLabel(draft, 'Zh') && !ownLabel(draft, 'En') && !isDeclared(draft))

  const save = async () => {
    setBusy(true)
    setWrong(new Map())
    try {
      await api.put(path, {
        options: drafts.map(draft => ({
          id: draft.id,
          labelZh: ownLabel(draft, 'Zh'),
          labelEn: ownLabel(draft, 'En'),
          isRetired: draft.isRetired,
        })),
      })
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
      await queryClient.invalidateQueries({ queryKey: ['options'] })
      toast.say(t('settings.options.saved'))
    } catch (error) {
      const rows = isProblem(error) ? error.fields : []
      setWrong(new Map(rows.map(({ path: at, message }) => [drafts[Number(at.split('.')[1])]?.key ?? '', message])))
      if (rows.length === 0) toast.fail(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      {fixed ? <p className={styles.text}>{t('settings.options.fixed')}</p> : null}
      {drafts.some(isDeclared) ? <p className={styles.text}>{t('settings.options.default_hint')}</p> : null}
      <ol className={`${styles.options} ${fixed ? styles.fixedOptions : ''}`}>
        <li className={styles.optionHead} aria-hidden>
          <span>{t('settings.options.zh')}</span>
          <span>{t('settings.options.en')}</span>
          {fixed ? null : <span className={styles.tools} />}
        </li>
        {drafts.map((draft, index) => (
          <OptionRow
            key={draft.key}
            draft={draft}
            fixed={fixed}
            problem={wrong.get(draft.key)}
            onChange={values => change(draft.key, values)}
            onRemove={() => setDrafts(drafts.filter(other => other.key !== draft.key))}
            {...(index > 0 ? { onUp: () => move(index, index - 1) } : {})}
            {...(index < drafts.length - 1 ? { onDown: () => move(index, index + 1) } : {})}
          />
        ))}
      </ol>
      <div className={styles.foot}>
        {fixed ? null : (
          <Button
            icon={<PlusOutlined aria-hidden />}
            onClick={() =>
              setDrafts([
                ...drafts,
                {
                  key: drawKey(),
                  labelZh: null,
                  labelEn: null,
                  isRetired: false,
                  declaredZh: null,
                  declaredEn: null,
                },
              ])
            }
          >
            {t('settings.options.add')}
          </Button>
        )}
        <Tooltip title={nameless ? t('settings.options.needed') : ''}>
          <Button type="primary" disabled={nameless} loading={busy} onClick={() => void save()}>
            {t('ui.save')}
          </Button>
        </Tooltip>
      </div>
    </>
  )
}

/** The company's own label; null where there is none, or the one it comes with. */
function ownLabel(draft: Draft, language: 'Zh' | 'En'): string | null {
  const label = draft[`label${language}`]?.trim()
  return !label || label === draft[`declared${language}`] ? null : label
}

const isDeclared = (draft: Draft): boolean => draft.declaredZh !== null || draft.declaredEn !== null

const moved = (drafts: Draft[], from: number, to: number): Draft[] => {
  const rest = drafts.filter((_draft, index) => index !== from)
  const draft = drafts[from]
  return draft ? [...rest.slice(0, to), draft, ...rest.slice(to)] : drafts
}

function OptionRow({
  draft,
  fixed,
  problem,
  onChange,
  onRemove,
  onUp,
  onDown,
}: {
  draft: Draft
  fixed: boolean
  problem: string | undefined
  onChange: (values: Partial<Option>) => void
  onRemove: () => void
  onUp?: () => void
  onDown?: () => void
}) {
  const t = useText()
  return (
    <li className={`${styles.option} ${draft.isRetired ? styles.retired : ''}`}>
      <Input
        aria-label={t('settings.options.zh')}
        {...(problem ? { status: 'error' as const } : {})}
        value={draft.labelZh ?? draft.declaredZh ?? ''}
        {...(draft.declaredZh ? { placeholder: draft.declaredZh } : {})}
        maxLength={60}
        onChange={event => onChange({ labelZh: event.target.value })}
      />
      <Input
        aria-label={t('settings.options.en')}
        {...(problem ? { status: 'error' as const } : {})}
        value={draft.labelEn ?? draft.declaredEn ?? ''}
        {...(draft.declaredEn ? { placeholder: draft.declaredEn } : {})}
        maxLength={60}
        onChange={event => onChange({ labelEn: event.target.value })}
      />
      {fixed ? null : (
        <Tools {...{ draft, onChange, onRemove }} {...(onUp ? { onUp } : {})} {...(onDown ? { onDown } : {})} />
      )}
      {problem ? (
        <p className={styles.wrong} role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  )
}

type RowTools = Pick<Parameters<typeof OptionRow>[0], 'draft' | 'onChange' | 'onRemove' | 'onUp' | 'onDown'>

function Tools({ draft, onChange, onRemove, onUp, onDown }: RowTools) {
  const t = useText()
  return (
    <span className={styles.tools}>
      <Button
        type="text"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t('settings.options.up')}
        disabled={!onUp}
        onClick={onUp}
      />
      <Button
        type="text"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t('settings.options.down')}
        disabled={!onDown}
        onClick={onDown}
      />
      {draft.id ? (
        <Button type="text" onClick={() => onChange({ isRetired: !draft.isRetired })}>
          {t(draft.isRetired ? 'settings.options.reuse' : 'settings.options.retire')}
        </Button>
      ) : (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('settings.options.remove')}
          onClick={onRemove}
        />
      )}
    </span>
  )
}
