import { Input } from 'antd'
import { birthdayParts } from '#platform/fields/birthday.ts'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, InputProps, Wording } from './field-face.ts'
import { useWording } from './surroundings.ts'
import { TextFilterInput } from './TextField.tsx'

/** A birthday as one writes it, with or without a year, by either calendar; the server reads it. */
function BirthdayInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string>) {
  const t = useText()
  return (
    <Input
      id={id}
      value={value?.replace(/^L(?=\d)/, t('fieldsUi.lunar')) ?? ''}
      placeholder={t('fieldsUi.birthdayExample')}
      maxLength={20}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      autoComplete="off"
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={event => onChange(event.target.value === '' ? null : event.target.value)}
    />
  )
}

/** 1988年3月15日, 3月15日, 农历8月15日. */
function birthdayWords(value: string, { t, locale }: Pick<Wording, 't' | 'locale'>): string {
  const parts = birthdayParts(value)
  if (!parts) return value
  const { isLunar, year, month, day } = parts
  if (isLunar || locale === 'zh') {
    const said = locale === 'zh' ? `${year ? `${year}年` : ''}${month}月${day}日` : value.slice(1)
    return isLunar ? `${t('fieldsUi.lunar')}${said}` : said
  }
  return new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(year ? { year: 'numeric' as const } : {}),
  }).format(new Date(Date.UTC(year ?? 2000, month - 1, day)))
}

function BirthdayCell({ value }: CellProps<string>) {
  return <span className="field-text">{birthdayWords(value, useWording())}</span>
}

/** A birthday, lunar or not, with or without a year. */
export const birthdayFace: FieldFace<string> = {
  Input: BirthdayInput,
  Cell: BirthdayCell,
  FilterInput: TextFilterInput,
  words: (value, _field, wording) => birthdayWords(value, wording),
  width: 120,
  endsBy: 'leaving',
}
