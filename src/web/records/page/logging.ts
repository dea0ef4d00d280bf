import { createContext, useContext } from 'react'
import { usePanels } from './SidePanels.tsx'

/** A record about which something is written. */
export interface LoggedRecord {
  /** Name of the object. */
  object: string
  path: string
  id: string
  title: string
}

/** Asks for a follow-up about a record without going to its page; `onClose` when that is over. */
export type AskForLog = (record: LoggedRecord, onClose?: () => void) => void

export const LogContext = createContext<AskForLog>(() => undefined)

/** Opens the sheet in which a follow-up is written. It stands above the page: what is written may take the row away from which it was asked. */
export const useLog = (): AskForLog => useContext(LogContext)

/** Whether this person may write about records of an object without going to their page. */
export const useCanLog = (object: string): boolean => usePanels(object).some(panel => panel.place === 'timeline')
