import { useNavigate } from '@tanstack/react-router'
import { type SearchResult, useCatalog, usePermission } from '#web/api/index.ts'
import { useLocale, useText } from '#web/ui/index.ts'
import { chooseTheme, useMode } from '#web/ui/theme.ts'
import { useNavigation } from './navigation.ts'
import { useMakeable } from './NewMenu.tsx'
import { type PaletteEntry, usePageActions } from './palette-actions.ts'
import { makeNew } from './QuickCreate.tsx'
import { useChangeLanguage, useSignOut } from './UserMenu.tsx'

export interface PaletteSection {
  name: string
  label: string
  entries: PaletteEntry[]
}

/** Everything the palette offers for what is typed: what this page does, records found, screens, actions. */
export function usePaletteSections(typed: string, found: SearchResult[]): PaletteSection[] {
  const t = useText()
  const here = usePageActions()
  const records = useRecordEntries(found)
  const screens = useScreenEntries(typed.trim() === '')
  const actions = useActionEntries()
  const wanted = typed.trim().toLowerCase()
  const matches = (entry: PaletteEntry) =>
    wanted === '' || `${entry.label} ${entry.hint ?? ''} ${entry.also ?? ''}`.toLowerCase().includes(wanted)
  return [
    { name: 'here', label: t('shell.palette.here'), entries: here.filter(matches) },
    { name: 'records', label: t('shell.palette.records'), entries: records },
    { name: 'screens', label: t('shell.palette.screens'), entries: screens.filter(matches) },
    { name: 'actions', label: t('shell.palette.actions'), entries: actions.filter(matches) },
  ].filter(section => section.entries.length > 0)
}

function useRecordEntries(found: SearchResult[]): PaletteEntry[] {
  const navigate = useNavigate()
  const catalog = useCatalog()
  return found.flatMap(({ object: name, id, title, hint }) => {
    const object = catalog.find(candidate => candidate.name === name)
    if (!object) return []
    return {
      id: `record-${id}`,
      label: title,
      hint: hint ? `${object.label} · ${hint}` : object.label,
      icon: object.navigation?.icon ?? '',
      run: () => void navigate({ to: '/o/$path/$id', params: { path: object.path, id } }),
    }
  })
}

/** Settings are found by typing; they do not stand in the way before. */
function useScreenEntries(isBlank: boolean): PaletteEntry[] {
  const navigate = useNavigate()
  const groups = useNavigation()
  return groups
    .filter(group => !isBlank || group.name !== 'settings')
    .flatMap(group =>
      group.entries.map(entry => ({
        id: `screen-${entry.to}`,
        label: entry.label,
        hint: group.label,
        icon: entry.icon,
        also: `${entry.also ?? ''} ${entry.to}`,
        run: () => void navigate({ to: entry.to }),
      })),
    )
}

function useActionEntries(): PaletteEntry[] {
  const t = useText()
  const navigate = useNavigate()
  const makeable = useMakeable()
  const mode = useMode()
  const locale = useLocale()
  const changeLanguage = useChangeLanguage()
  const leave = useSignOut()
  const other = mode === 'dark' ? 'light' : 'dark'
  const canImport = usePermission('import.run') !== null
  return [
    ...makeable.map(object => ({
      id: `new-${object.name}`,
      label: t('shell.palette.new', { object: object.label }),
      icon: 'PlusOutlined',
      also: `new create ${object.name}`,
      run: () => makeNew(object.name),
    })),
    ...(canImport
      ? [
          {
            id: 'import',
            label: t('shell.palette.import'),
            icon: 'ImportOutlined',
            also: 'import csv',
            run: () => void navigate({ to: '/import' }),
          },
        ]
      : []),
    {
      id: 'theme',
      label: t(`shell.palette.${other}`),
      icon: 'BulbOutlined',
      also: 'theme dark light',
      run: () => chooseTheme(other),
    },
    {
      id: 'language',
      label: locale === 'zh' ? 'English' : '简体中文',
      icon: 'TranslationOutlined',
      also: 'language 语言 english 中文',
      run: () => changeLanguage(locale === 'zh' ? 'en' : 'zh'),
    },
    { id: 'leave', label: t('shell.sign_out'), icon: 'LogoutOutlined', also: 'sign out logout', run: leave },
  ]
}
