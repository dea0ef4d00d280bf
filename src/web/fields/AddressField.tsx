import { EnvironmentOutlined } from '@ant-design/icons'
import { Cascader, Input, Select } from 'antd'
import { useState } from 'react'
import { countryCodes, countryName } from '#platform/fields/countries.ts'
import type { Address } from '#platform/fields/written-address.ts'
import { useLocale, useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'
import { isFoundBy, type RegionOption, useRegions } from './regions-loaded.ts'

/** What a form holds of an address: the server makes names and line of it. */
type Written = Partial<Address>

function AddressInput({ id, field, value: given, onChange, isInvalid, describedBy, autoFocus }: InputProps<Written>) {
  const t = useText()
  const regions = useRegions(true)
  const countries = useCountries()
  // A line that was pasted is read by the server; here it stands as it was written.
  const value: Written | null = typeof given === 'string' ? { street: given } : given
  const country = value?.country ?? 'CN'
  const isHome = country === 'CN'
  const status = isInvalid ? { status: 'error' as const } : {}
  const change = (next: Written) => {
    const written = { country, code: value?.code ?? null, street: value?.street ?? null, ...next }
    const isNothing = written.country === 'CN' && !written.code && !written.street
    onChange(isNothing ? null : written)
  }
  return (
    <div className="field-address">
      <Select
        aria-label={`${field.label}: ${t('fieldsUi.country')}`}
        value={country}
        options={countries}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        {...status}
        onChange={(next: string) => change({ country: next, ...(next === 'CN' ? {} : { code: null }) })}
      />
      {isHome && (
        <Cascader<RegionOption>
          id={id}
          aria-label={`${field.label}: ${t('fieldsUi.region')}`}
          aria-describedby={describedBy}
          aria-required={field.required}
          options={regions?.options ?? []}
          value={regions && value?.code ? regions.path(value.code) : []}
          changeOnSelect
          allowClear
          autoFocus={autoFocus}
          placeholder={t('fieldsUi.region')}
          displayRender={labels => [...new Set(labels)].join(' / ')}
          showSearch={{ filter: isFoundBy, limit: 30 }}
          classNames={{ popup: { root: 'field-address-popup' } }}
          {...status}
          onChange={path => change({ code: path?.length ? String(path.at(-1)) : null })}
        />
      )}
      <Input
        id={isHome ? `${id}-street` : id}
        aria-label={`${field.label}: ${t('fieldsUi.street')}`}
        value={value?.street ?? ''}
        maxLength={300}
        autoComplete="off"
        placeholder={t('fieldsUi.street')}
        {...status}
        onChange={event => change({ street: event.target.value === '' ? null : event.target.value })}
      />
    </div>
  )
}

/** Countries by their names in the person's language, China first. */
function useCountries(): { value: string; label: string }[] {
  const locale = useLocale()
  const [first = '', ...others] = countryCodes
  const named = (value: string) => ({ value, label: countryName(value, locale) })
  return [
    named(first),
    ...others.map(named).sort((a, b) => a.label.localeCompare(b.label, locale === 'zh' ? 'zh-CN' : 'en')),
  ]
}

/** The line; of an address abroad with the country in the person's language. History may hold texts of earlier. */
function lineOf(value: Written | string, locale: 'zh' | 'en'): string {
  if (typeof value === 'string') return value
  const { country, code, street, text } = value
  if (code || !country || (country === 'CN' && street)) return text ?? street ?? ''
  return [countryName(country, locale), street].filter(Boolean).join(locale === 'zh' ? '，' : ', ')
}

function AddressCell({ value, room }: CellProps<Written>) {
  const locale = useLocale()
  const t = useText()
  const line = lineOf(value, locale)
  if (room !== 'page')
    return (
      <span className="field-text" title={line}>
        {line}
      </span>
    )
  return (
    <span className="field-address-page" title={line}>
      {line}{' '}
      <a href={mapOf(value, line)} target="_blank" rel="noreferrer" aria-label={t('fieldsUi.map', { text: line })}>
        <EnvironmentOutlined aria-hidden />
      </a>
    </span>
  )
}

/** Where a map shows it: in China the one that knows Chinese addresses, elsewhere the free one. Opened by a click alone. */
const mapOf = (value: Written | string, line: string): string =>
  typeof value === 'string' || !value.country || value.country === 'CN'
    ? `https://uri.amap.com/search?keyword=${encodeURIComponent(line)}`
    : `https://www.openstreetmap.org/search?query=${encodeURIComponent(line)}`

/** Regions by their codes, each with its name, so that the filter can be said without the table. */
function AddressFilterInput({ id, op, value, onChange, label }: FilterInputProps) {
  const t = useText()
  const locale = useLocale()
  const regions = useRegions(op === 'within')
  const countries = useCountries()
  const [typed, setTyped] = useState('')
  if (op !== 'within')
    return (
      <Input
        id={id}
        aria-label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={event => onChange(event.target.value)}
      />
    )
  const codes = (Array.isArray(value) ? value : []).map(one => (typeof one === 'string' ? one : String(one.id)))
  const abroad = countries.filter(one => one.value !== 'CN').map(one => ({ ...one, found: one.label.toLowerCase() }))
  return (
    <Cascader
      id={id}
      multiple
      aria-label={label}
      options={[...(regions?.options ?? []), ...abroad]}
      value={codes.map(code => (/^\d/.test(code) ? (regions?.path(code) ?? [code]) : [code]))}
      showCheckedStrategy={Cascader.SHOW_PARENT}
      displayRender={labels => [...new Set(labels)].join('')}
      placeholder={t('fieldsUi.places')}
      showSearch={{ filter: isFoundBy, limit: 30, searchValue: typed, onSearch: setTyped }}
      classNames={{ popup: { root: 'field-address-popup' } }}
      onChange={(paths: string[][]) => {
        setTyped('')
        onChange(
          paths.map(path => {
            const id = String(path.at(-1))
            return { id, title: /^\d/.test(id) ? (regions?.nameOf(id) ?? id) : countryName(id, locale) }
          }),
        )
      }}
    />
  )
}

/** Province, city and district by cascader (characters, pinyin or initials), the street beside; abroad country and text. */
export const addressFace: FieldFace<Written> = {
  Input: AddressInput,
  Cell: AddressCell,
  FilterInput: AddressFilterInput,
  words: (value, _field, { locale }) => lineOf(value, locale),
  width: 200,
  endsBy: 'button',
}
