import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { NumberBox, useText } from '#web/ui/index.ts'
import { dateFormats, type NumberLevel, resets } from './number-requests.ts'
import styles from './numbers.module.css'

interface RowProps {
  level: NumberLevel
  /** Its place, from 1. */
  number: number
  /** What the noun calls whoever counts apart; null: nobody does. */
  series: string | null
  problem: string | undefined
  onChange: (level: NumberLevel) => void
  onRemove?: () => void
  onUp?: () => void
  onDown?: () => void
}

/** One part of a number: what kind it is, and what that kind asks. */
export function NumberLevelRow({ level, number, series, problem, onChange, onRemove, onUp, onDown }: RowProps) {
  const t = useText()
  const kinds: NumberLevel['kind'][] = ['text', 'date', 'number', ...(series ? (['series'] as const) : [])]
  return (
    <li className={styles.level} aria-label={t('settings.numbers.level', { number })}>
      <div className={styles.head}>
        <Select
          className={styles.kind ?? ''}
          aria-label={t('settings.numbers.kind', { number })}
          value={level.kind}
          onChange={kind => onChange(beginnings[kind])}
          options={kinds.map(kind => ({
            value: kind,
            label: t(`settings.numbers.kinds.${kind}`, { label: series ?? '' }),
          }))}
        />
        <span className={styles.tools}>
          <Button
            type="text"
            aria-label={t('settings.numbers.up', { number })}
            icon={<ArrowUpOutlined aria-hidden />}
            disabled={!onUp}
            onClick={onUp}
          />
          <Button
            type="text"
            aria-label={t('settings.numbers.down', { number })}
            icon={<ArrowDownOutlined aria-hidden />}
            disabled={!onDown}
            onClick={onDown}
          />
          <Button
            type="text"
            aria-label={t('settings.numbers.remove', { number })}
            icon={<DeleteOutlined aria-hidden />}
            disabled={!onRemove}
            onClick={onRemove}
          />
        </span>
      </div>
      <LevelParts level={level} series={series} onChange={onChange} />
      {problem ? <p className={styles.wrong}>{problem}</p> : null}
    </li>
  )
}

const beginnings: Record<NumberLevel['kind'], NumberLevel> = {
  text: { kind: 'text', text: '-' },
  date: { kind: 'date', format: 'yyyyMM' },
  number: { kind: 'number', start: 1, step: 1, width: 4, reset: 'never' },
  series: { kind: 'series' },
}

function LevelParts({ level, series, onChange }: Pick<RowProps, 'level' | 'series' | 'onChange'>) {
  const t = useText()
  if (level.kind === 'series')
    return <p className={styles.hint}>{t('settings.numbers.series_hint', { label: series ?? '' })}</p>
  if (level.kind === 'text')
    return (
      <Part label={t('settings.numbers.words')}>
        {id => (
          <Input
            id={id}
            value={level.text}
            maxLength={20}
            onChange={event => onChange({ ...level, text: event.target.value })}
          />
        )}
      </Part>
    )
  if (level.kind === 'date')
    return (
      <Part label={t('settings.numbers.format')}>
        {id => (
          <Select
            id={id}
            value={level.format}
            onChange={format => onChange({ ...level, format })}
            options={dateFormats.map(value => ({ value, label: value }))}
          />
        )}
      </Part>
    )
  return (
    <div className={styles.parts}>
      {counts.map(([name, min, max]) => (
        <Part key={name} label={t(`settings.numbers.${name}`)}>
          {id => (
            <NumberBox
              id={id}
              min={min}
              max={max}
              precision={0}
              value={level[name]}
              onChange={value => onChange({ ...level, [name]: value ?? min })}
            />
          )}
        </Part>
      ))}
      <Part label={t('settings.numbers.reset')}>
        {id => (
          <Select
            id={id}
            value={level.reset}
            onChange={reset => onChange({ ...level, reset })}
            options={resets.map(value => ({ value, label: t(`settings.numbers.resets.${value}`) }))}
          />
        )}
      </Part>
    </div>
  )
}

const counts = [
  ['start', 0, 999_999_999],
  ['step', 1, 1000],
  ['width', 1, 12],
] as const

function Part({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <span className={styles.part}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  )
}
