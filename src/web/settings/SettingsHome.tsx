import { SearchOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { NavigationIcon } from '#web/shell/NavigationIcon.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, PageHeader, usePhone, useText } from '#web/ui/index.ts'
import styles from './settings-home.module.css'
import { type ShownPlace, useSettingsPlaces } from './use-settings-places.ts'

/** Everything that this person may set, in groups, found by name and by what it is for. */
export function SettingsHome() {
  const t = useText()
  const phone = usePhone()
  const [typed, setTyped] = useState('')
  const groups = useSettingsPlaces()
    .map(group => ({ ...group, places: group.places.filter(place => isWanted(place, typed)) }))
    .filter(group => group.places.length > 0)
  useTrail([{ label: t('navigation.settings') }])
  return (
    <>
      <PageHeader title={t('navigation.settings')} />
      <div className={styles.body}>
        <Input
          className={styles.search ?? ''}
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('settings.home.search')}
          placeholder={t('settings.home.search')}
          allowClear
          autoFocus={!phone}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        {groups.map(({ name, places }) => (
          <section key={name} aria-labelledby={`settings-${name}`}>
            <h2 id={`settings-${name}`} className={styles.heading}>
              {t(`settings.home.groups.${name}`)}
            </h2>
            <ul className={styles.places}>
              {places.map(place => (
                <li key={place.to}>
                  <Link to={place.to} className={styles.place}>
                    <NavigationIcon name={place.icon} className={styles.icon ?? ''} />
                    <span>
                      <strong>{place.title}</strong>
                      {place.text ? <small>{place.text}</small> : null}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 ? (
          <EmptyState title={t('settings.home.none', { typed })} text={t('settings.home.none_text')} />
        ) : null}
      </div>
    </>
  )
}

/** Each word typed must be somewhere. */
function isWanted({ title, text, also }: ShownPlace, typed: string): boolean {
  const all = `${title} ${text} ${also}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every(word => all.includes(word))
}
