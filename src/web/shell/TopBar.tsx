import { LeftOutlined, QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons'
import { Link, useRouter } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { Bell } from '#web/notices/Bell.tsx'
import { useText } from '#web/ui/text.ts'
import { usePhone } from '#web/ui/use-phone.ts'
import { NewMenu } from './NewMenu.tsx'
import styles from './top-bar.module.css'
import { useCurrentTrail } from './trail.ts'
import { UserMenu } from './UserMenu.tsx'
import { commandKey } from './use-shortcuts.ts'

/** The head: where we are, search, make something new, the person. */
export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const t = useText()
  const phone = usePhone()
  if (phone) return <PhoneTop onSearch={onSearch} />
  return (
    <header className={styles.bar}>
      <Trail />
      <button type="button" className={styles.search} onClick={onSearch}>
        <SearchOutlined aria-hidden />
        <span className={styles.searchText}>{t('shell.search')}</span>
        <kbd className={styles.key}>{commandKey}K</kbd>
      </button>
      <NewMenu />
      <Bell />
      <Tooltip title={t('shell.keys.title')}>
        <Button
          type="text"
          icon={<QuestionCircleOutlined aria-hidden />}
          aria-label={t('shell.keys.title')}
          onClick={onHelp}
        />
      </Tooltip>
      <UserMenu />
    </header>
  )
}

function Trail() {
  const t = useText()
  const trail = useCurrentTrail()
  return (
    <nav className={styles.trail} aria-label={t('shell.trail')}>
      <ol>
        {trail.map((step, index) => (
          <li key={`${step.to ?? ''}${step.label}`} aria-current={index === trail.length - 1 ? 'page' : undefined}>
            {step.to ? <Link to={step.to}>{step.label}</Link> : step.label}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function PhoneTop({ onSearch }: { onSearch: () => void }) {
  const t = useText()
  const trail = useCurrentTrail()
  const router = useRouter()
  return (
    <header className={styles.bar}>
      {trail.length > 1 ? (
        <Button
          type="text"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('shell.back')}
          onClick={() => {
            const above = trail.at(-2)?.to
            if (router.history.canGoBack() || !above) router.history.back()
            else void router.navigate({ to: above })
          }}
        />
      ) : null}
      <span className={styles.phoneTitle}>{trail.at(-1)?.label}</span>
      <Bell />
      <Button type="text" icon={<SearchOutlined aria-hidden />} aria-label={t('shell.search')} onClick={onSearch} />
    </header>
  )
}
