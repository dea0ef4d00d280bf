import { createContext, useContext } from 'react'
import type { Values } from './field-face.ts'

/** Asks for a new record in place: of which object, with which values, and what to do with it when it is made. */
export interface QuickCreateRequest {
  object: string
  values?: Values
  onCreated?: (made: { id: string; title: string }) => void
}

export const QuickCreateContext = createContext<((request: QuickCreateRequest) => void) | null>(null)

/** Opens the quick form over whatever is on the screen; null where there is none. */
export const useQuickCreate = (): ((request: QuickCreateRequest) => void) | null => useContext(QuickCreateContext)
