import { LogoutOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Avatar, Segmented } from 'antd'
import { useSession } from '#web/api/index.ts'
import { initialsOf } from '#web/ui/initials.ts'
import { Sheet } from '#web/ui/Sheet.tsx'
import { useLocale, useText } from '#web/ui/text.ts'
import { chooseTheme, useThemeChoice } from '#web/ui/theme.ts'
import { NavigationIcon } from './NavigationIcon.tsx'
import { useNavigation } from './navigation.ts'
import styles from './phone-bar.module.css'
import { useChangeLanguage, useSignOut } from './UserMenu.tsx'

/** 我的, on a phone: the person, every other screen, language, appearance, sign out. */
export function PhoneMenu({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText()
  const { user, company } = useSession()
  const daily = useNavigation().filter(group => group.name !== 'settings')
  const locale = useLocale()
  const theme = useThemeChoice()
  const changeLanguage = useChangeLanguage()
  const leave = useSignOut()
  return (
    <Sheet open={open} onClose={onClose} title={t('shell.mine')}>
      <div className={styles.person}>
        <Avatar size={44} style={{ background: 'var(--accent-soft)', color: 'var(--link)' }}>
          {initialsOf(user.name)}
        </Avatar>
        <div>
          <strong>{user.name}</strong>
          <span>{company.name}</span>
        </div>
      </div>
      {daily.map(group => (
        <section key={group.name}>
          <h2 className={styles.heading}>{group.label}</h2>
          {group.entries.map(entry => (
            <Link key={entry.to} to={entry.to} className={styles.entry} onClick={onClose}>
              <NavigationIcon name={entry.icon} />
              {entry.label}
            </Link>
          ))}
        </section>
      ))}
      <section>
        <h2 className={styles.heading}>{t('navigation.settings')}</h2>
        <Link to="/settings" className={styles.entry} onClick={onClose}>
          <SettingOutlined aria-hidden />
          {t('navigation.settings')}
        </Link>
      </section>
      <h2 className={styles.heading}>{t('settings.me.title')}</h2>
      <div className={styles.setting}>
        <span>{t('shell.language')}</span>
        <Segmented
          value={locale}
          onChange={changeLanguage}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className={styles.setting}>
        <span>{t('shell.theme.title')}</span>
        <Segmented
          value={theme}
          onChange={chooseTheme}
          options={(['system', 'light', 'dark'] as const).map(choice => ({
            value: choice,
            label: t(`shell.theme.${choice}`),
          }))}
        />
      </div>
      <Link to="/settings/me" className={styles.entry} onClick={onClose}>
        <UserOutlined aria-hidden />
        {t('settings.me.password')}
      </Link>
      <button type="button" className={styles.entry} onClick={leave}>
        <LogoutOutlined aria-hidden />
        {t('shell.sign_out')}
      </button>
    </Sheet>
  )
}
