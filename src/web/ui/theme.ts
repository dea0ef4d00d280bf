import { useSyncExternalStore } from 'react'
import type { Mode } from './tokens.ts'

export type ThemeChoice = Mode | 'system'
const place = 'zhanggui.theme'
const listeners = new Set<() => void>()

/** What the person chose on this device; `system` unless they chose. */
export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(place)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(place, choice)
  for (const listener of listeners) listener()
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice)

/** Light or dark, as chosen or as the system has it. */
export const useMode = (): Mode => useSyncExternalStore(subscribe, mode)

/** Whether the system asks for little motion. */
export const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

const prefersDark = () => window.matchMedia('(prefers-color-scheme: dark)')
function mode(): Mode {
  const choice = themeChoice()
  if (choice !== 'system') return choice
  return prefersDark().matches ? 'dark' : 'light'
}

function subscribe(listener: () => void): () => void {
  const query = prefersDark()
  listeners.add(listener)
  query.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    query.removeEventListener('change', listener)
  }
}
