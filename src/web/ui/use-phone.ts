import { useSyncExternalStore } from 'react'

const narrow = () => window.matchMedia('(max-width: 767px)')

/** Whether the screen is as narrow as a phone's: cards instead of tables, sheets instead of dialogs. */
export const usePhone = (): boolean =>
  useSyncExternalStore(
    listener => {
      const query = narrow()
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => narrow().matches,
  )
