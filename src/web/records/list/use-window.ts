import { type RefObject, useLayoutEffect, useState } from 'react'

/** Which rows stand on the screen, with some more at both ends; `end` is behind the last. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, headHeight }: { count: number; rowHeight: number; headHeight: number },
): { start: number; end: number } {
  const [place, setPlace] = useState({ top: 0, height: 900 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const read = () => {
      const next = { top: element.scrollTop, height: element.clientHeight }
      // A few pixels more change nothing that is drawn.
      setPlace(before =>
        Math.floor(before.top / rowHeight) === Math.floor(next.top / rowHeight) && before.height === next.height
          ? before
          : next,
      )
    }
    read()
    element.addEventListener('scroll', read, { passive: true })
    const sizes = new ResizeObserver(read)
    sizes.observe(element)
    return () => {
      element.removeEventListener('scroll', read)
      sizes.disconnect()
    }
  }, [scroller, rowHeight])
  const more = 10
  const start = Math.max(0, Math.min(count, Math.floor(place.top / rowHeight)) - more)
  return { start, end: Math.min(count, Math.ceil((place.top + place.height - headHeight) / rowHeight) + more) }
}
