import { useEffect, useRef } from 'react'

const place = 'zhanggui.called'

/**
 * Whoever taps a phone number on a record's page comes back with something to write down. The browser may have put the page away meanwhile:
 * that a call was begun is remembered on this device, and `onReturn` is called when the page is seen again.
 */
export function useAfterCall(id: string, onReturn: () => void): void {
  const latest = useRef(onReturn)
  useEffect(() => {
    latest.current = onReturn
  })
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a[href^="tel:"]'))
        sessionStorage.setItem(place, JSON.stringify({ id, at: Date.now() }))
    }
    const onSeen = () => {
      if (document.visibilityState === 'visible' && wasCalled(id)) latest.current()
    }
    document.addEventListener('click', onClick, true)
    document.addEventListener('visibilitychange', onSeen)
    onSeen()
    return () => {
      document.removeEventListener('click', onClick, true)
      document.removeEventListener('visibilitychange', onSeen)
    }
  }, [id])
}

/** Whether a call was begun on this page within the last two hours; asked once for each call. */
function wasCalled(id: string): boolean {
  const kept = sessionStorage.getItem(place)
  if (!kept) return false
  const { id: called, at } = JSON.parse(kept) as { id: string; at: number }
  if (called !== id) return false
  sessionStorage.removeItem(place)
  return Date.now() - at < 2 * 3_600_000
}

/** Puts the cursor where follow-ups are written, as soon as it is there. */
export function focusComposer(tries = 20): void {
  const text = document.querySelector<HTMLElement>('[data-composer] textarea')
  if (text) text.focus()
  else if (tries > 0) setTimeout(() => focusComposer(tries - 1), 50)
}
