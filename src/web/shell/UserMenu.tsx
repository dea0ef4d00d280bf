import { Avatar, Button, Dropdown, type MenuProps } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { catalogQuery, changeSession, queryClient, signOut, useSession } from '#web/api/index.ts'
import { initialsOf, useLocale, useText, useToast } from '#web/ui/index.ts'
import { chooseTheme, type ThemeChoice, useThemeChoice } from '#web/ui/theme.ts'
import { type Locale, speak } from './language.ts'

/** The person: language, light or dark, password, sign out. */
export function UserMenu() {
  const t = useText()
  const session = useSession()
  const items = useUserMenuItems()
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={items}>
      <Button type="text" shape="circle" aria-label={t('shell.user_menu', { name: session.user.name })}>
        <Avatar size={28} style={{ background: 'var(--accent-soft)', color: 'var(--link)' }}>
          {initialsOf(session.user.name)}
        </Avatar>
      </Button>
    </Dropdown>
  )
}

function useUserMenuItems(): MenuProps {
  const t = useText()
  const session = useSession()
  const locale = useLocale()
  const theme = useThemeChoice()
  const navigate = useNavigate()
  const leave = useSignOut()
  const changeLanguage = useChangeLanguage()
  return {
    selectable: true,
    selectedKeys: [`locale-${locale}`, `theme-${theme}`],
    items: [
      { key: 'who', type: 'group', label: `${session.user.name} · ${session.company.name}` },
      { key: 'me', label: t('settings.me.title') },
      { type: 'divider' },
      {
        key: 'locale',
        type: 'group',
        label: t('shell.language'),
        children: [
          { key: 'locale-zh', label: '简体中文' },
          { key: 'locale-en', label: 'English' },
        ],
      },
      {
        key: 'theme',
        type: 'group',
        label: t('shell.theme.title'),
        children: (['system', 'light', 'dark'] as const).map(choice => ({
          key: `theme-${choice}`,
          label: t(`shell.theme.${choice}`),
        })),
      },
      { type: 'divider' },
      { key: 'leave', label: t('shell.sign_out') },
    ],
    onClick: ({ key }) => {
      if (key === 'me') void navigate({ to: '/settings/me' })
      if (key === 'leave') leave()
      if (key.startsWith('locale-')) changeLanguage(key.slice('locale-'.length) as Locale)
      if (key.startsWith('theme-')) chooseTheme(key.slice('theme-'.length) as ThemeChoice)
    },
  }
}

/** Ends the session and shows the sign-in page; nothing that was read stays in memory. */
export function useSignOut(): () => void {
  const navigate = useNavigate()
  const toast = useToast()
  return () => {
    void signOut().then(() => navigate({ to: '/sign-in' }), toast.fail)
  }
}

/** Changes the person's language, here and on every other device: texts, labels of the catalog, problems. */
export function useChangeLanguage(): (locale: Locale) => void {
  const toast = useToast()
  return locale => {
    const change = async () => {
      await changeSession({ locale })
      // Labels come from the server, so they are fetched before anything is drawn in the new language.
      await queryClient.ensureQueryData(catalogQuery(locale))
      await speak(locale)
      await queryClient.invalidateQueries({
        predicate: query => query.queryKey[0] !== 'catalog' && query.queryKey[0] !== 'session',
      })
    }
    change().catch(toast.fail)
  }
}
