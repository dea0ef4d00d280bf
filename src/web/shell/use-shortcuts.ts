import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
/** How the command key is written on this device. */
export const commandKey = isApple ? '⌘ ' : 'Ctrl '

/** The keys that work on every page: ⌘K or Ctrl-K, ? for help, g then h for the start. Keys typed into a field are the field's. */
export function useShortcuts(actions: { openPalette: () => void; openHelp: () => void }): void {
  const navigate = useNavigate()
  const current = useRef(actions)
  useEffect(() => {
    current.current = actions
  })
  useEffect(() => {
    let wasG = false
    const onKey = (event: KeyboardEvent) => {
      const isCommand = isApple ? event.metaKey : event.ctrlKey
      if (isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        current.current.openPalette()
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isDialogOpen()) return
      if (event.key === '?') current.current.openHelp()
      if (event.key === '/') {
        event.preventDefault()
        current.current.openPalette()
      }
      if (wasG && event.key === 'h') void navigate({ to: '/' })
      wasG = event.key === 'g'
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate])
}

/** Whether a key event belongs to a field that is being typed into. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="combobox"]') !== null)

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null
