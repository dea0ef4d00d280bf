import { SettingOutlined } from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { useCatalog, useSession } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'
import { NavigationIcon } from './NavigationIcon.tsx'
import { isAmongSettings, type NavigationEntry, useNavigation } from './navigation.ts'
import { SealMark } from './SealMark.tsx'
import styles from './side-navigation.module.css'

/** Where one can go, in the groups of the day's work; at the foot one way to everything that is set. */
export function SideNavigation() {
  const t = useText()
  const { company } = useSession()
  const groups = useNavigation()
  const daily = groups.filter(group => group.name !== 'settings')
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
      <div className={styles.settings}>
        <SettingsEntry />
      </div>
    </nav>
  )
}

/** Marked on every page that one reaches by the settings. */
function SettingsEntry() {
  const t = useText()
  const path = useRouterState({ select: state => state.location.pathname })
  const isInside = isAmongSettings(path, useCatalog())
  return (
    <Link to="/settings" className={styles.entry} {...(isInside ? { 'data-active': true } : {})}>
      <SettingOutlined aria-hidden />
      <span>{t('navigation.settings')}</span>
    </Link>
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
            activeOptions={{ includeSearch: false, exact: entry.to === '/' }}
          >
            <NavigationIcon name={entry.icon} />
            <span>{entry.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
