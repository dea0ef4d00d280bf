import { PlusOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { drawKey } from '#web/api/draw-key.ts'
import { isProblem } from '#web/api/index.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { NumberLevelRow } from './NumberLevelRow.tsx'
import {
  fewestLevels,
  mostLevels,
  type NumberLevel,
  type NumberPattern,
  usePreview,
  useSavePattern,
} from './number-requests.ts'
import styles from './numbers.module.css'

/** A part in the making; `key` stays while it moves. */
interface Draft {
  key: string
  level: NumberLevel
}

/** The parts of a number, what they come to, and whether new records get one. */
export function NumberSheet({ pattern, onClose }: { pattern: NumberPattern; onClose: () => void }) {
  const t = useText()
  const toast = useToast()
  const save = useSavePattern()
  const [isOn, setOn] = useState(pattern.isOn || pattern.version === 0)
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    pattern.levels.map((level, index) => ({ key: String(index), level })),
  )
  const levels = drafts.map(draft => draft.level)
  const preview = usePreview(pattern, levels)
  const wrong = new Map(
    isProblem(preview.error) ? preview.error.fields.map(({ path, message }) => [placeOf(path), message]) : [],
  )
  const change = (key: string, level: NumberLevel) =>
    setDrafts(drafts.map(draft => (draft.key === key ? { ...draft, level } : draft)))
  const move = (from: number, to: number) => {
    const rest = drafts.filter((_draft, at) => at !== from)
    setDrafts([...rest.slice(0, to), drafts[from] as Draft, ...rest.slice(to)])
  }
  const keep = async () => {
    try {
      await save.mutateAsync({ ...pattern, levels, isOn })
      toast.say(t('settings.numbers.saved', { noun: pattern.label }))
      onClose()
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <Sheet
      open
      title={t('settings.numbers.sheet', { noun: pattern.label })}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} disabled={preview.isError} onClick={() => void keep()}>
          {t('ui.save')}
        </Button>
      }
    >
      {pattern.isOptional ? (
        <div className={styles.switch}>
          <label htmlFor="numbers-on">
            {t('settings.numbers.is_on')}
            <span>{t('settings.numbers.off_hint')}</span>
          </label>
          <Switch id="numbers-on" checked={isOn} onChange={setOn} />
        </div>
      ) : null}
      <h3 className={styles.heading}>{t('settings.numbers.levels')}</h3>
      <ol className={styles.levels}>
        {drafts.map(({ key, level }, index) => (
          <NumberLevelRow
            key={key}
            level={level}
            number={index + 1}
            series={pattern.series?.label ?? null}
            problem={wrong.get(index)}
            onChange={next => change(key, next)}
            {...(drafts.length > fewestLevels
              ? { onRemove: () => setDrafts(drafts.filter(draft => draft.key !== key)) }
              : {})}
            {...(index > 0 ? { onUp: () => move(index, index - 1) } : {})}
            {...(index < drafts.length - 1 ? { onDown: () => move(index, index + 1) } : {})}
          />
        ))}
      </ol>
      <Button
        type="dashed"
        block
        icon={<PlusOutlined aria-hidden />}
        disabled={drafts.length >= mostLevels}
        onClick={() => setDrafts([...drafts, { key: drawKey(), level: { kind: 'text', text: '-' } }])}
      >
        {t('settings.numbers.add')}
      </Button>
      <section className={styles.preview} aria-live="polite" aria-label={t('settings.numbers.preview')}>
        <h3 className={styles.heading}>
          {t('settings.numbers.preview')} <span>{t('settings.numbers.today')}</span>
        </h3>
        {preview.isError ? (
          <p className={styles.wrong}>{wrong.get('levels') ?? t('settings.numbers.preview_wait')}</p>
        ) : (
          <ul>
            {(preview.data?.next ?? pattern.next).map(number => (
              <li key={number}>{number}</li>
            ))}
          </ul>
        )}
      </section>
    </Sheet>
  )
}

/** The part that a problem speaks of, or the whole. */
const placeOf = (path: string): number | 'levels' => {
  const at = Number(path.split('.')[1])
  return Number.isInteger(at) ? at : 'levels'
}
