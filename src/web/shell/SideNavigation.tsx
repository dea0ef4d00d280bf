import { DownOutlined, SettingOutlined } from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'
import { NavigationIcon } from './NavigationIcon.tsx'
import { type NavigationEntry, useNavigation } from './navigation.ts'
import { SealMark } from './SealMark.tsx'
import styles from './side-navigation.module.css'

/** Where one can go, in the groups of the day's work; the settings stand closed at the foot until one is in them. */
export function SideNavigation() {
  const t = useText()
  const { company } = useSession()
  const groups = useNavigation()
  const daily = groups.filter(group => group.name !== 'settings')
  const settings = groups.find(group => group.name === 'settings')
  return (
    <nav className={styles.navigation} aria-label={t('shell.navigation')}>
      <Link to="/" className={styles.brand}>
        <SealMark size={24} />
        <span className={styles.company} title={company.name}>
          {company.name}
        </span>
      </Link>
      <div className={styles.groups}>
        {daily.map(group => (
          <section key={group.name} className={styles.group}>
            <h2 className={styles.heading}>{group.label}</h2>
            <Entries entries={group.entries} />
          </section>
        ))}
      </div>
      {settings ? <Settings label={settings.label} entries={settings.entries} /> : null}
    </nav>
  )
}

function Settings({ label, entries }: { label: string; entries: NavigationEntry[] }) {
  const path = useRouterState({ select: state => state.location.pathname })
  const isInside = entries.some(entry => path.startsWith(entry.to))
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? isInside
  return (
    <section className={styles.settings}>
      <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => setChosen(!open)}>
        <SettingOutlined aria-hidden />
        <span>{label}</span>
        <DownOutlined aria-hidden className={styles.chevron} rotate={open ? 180 : 0} />
      </button>
      {open ? <Entries entries={entries} /> : null}
    </section>
  )
}

function Entries({ entries }: { entries: NavigationEntry[] }) {
  return (
    <ul className={styles.entries}>
      {entries.map(entry => (
        <li key={entry.to}>
          <Link
            to={entry.to}
            className={styles.entry}
            activeProps={{ 'data-active': true }}
            activeOptions={{ includeSearch: false, exact: entry.to === '/' || entry.to === '/settings' }}
          >
            <NavigationIcon name={entry.icon} />
            <span>{entry.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
