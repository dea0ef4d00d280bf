import type { Page } from 'playwright-core'

interface Stop {
  name: string
  isSeen: boolean
  isMarked: boolean
}

/**
 * Presses Tab through a page and gives what is wrong with the way. The first stop must be the link that skips the navigation; unless
 * `isFromTop`, it is taken, because the navigation is the same on every page.
 */
export async function stopsOf(
  page: Page,
  { most, isFromTop }: { most: number; isFromTop: boolean },
): Promise<string[]> {
  await page.evaluate(watchStops)
  const flaws: string[] = []
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'))
  if (first !== '#main') flaws.push(`the first stop is ${first ?? 'no link'} and not the one that skips the navigation`)
  else if (!isFromTop) await page.keyboard.press('Enter')
  for (let stop = 0; stop < most; stop++) await page.keyboard.press('Tab')
  const stops = await page.evaluate(() => {
    const { stops } = globalThis as unknown as { stops: { end(): Promise<Stop[]> } }
    return stops.end()
  })
  const seen = new Set<string>()
  for (const { name, isSeen, isMarked } of stops) {
    if (!isSeen) flaws.push(`a stop that cannot be seen: ${name}`)
    if (!isMarked) flaws.push(`a stop without a mark: ${name}`)
    if (name.startsWith('held:')) flaws.push(`the keyboard is ${name}`)
    seen.add(name)
  }
  if (seen.size === 0) flaws.push('no stops')
  return [...new Set(flaws)]
}

/** Runs in the page. At each Tab it looks at what has the focus until then; at the end, at how all of it looks without. */
function watchStops(): void {
  const stops: Stop[] = []
  const visited = new Set<Element>()
  const looks: { element: Element; look: string; stop: Stop }[] = []
  let isOver = false

  const nameOf = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30)
    const classes = element.getAttribute('class')?.slice(0, 60) ?? ''
    const field = element.closest('[data-field]')?.getAttribute('data-field') ?? ''
    return `${field} ${element.tagName.toLowerCase()}[${element.getAttribute('role') ?? element.getAttribute('type') ?? ''}] “${words}” .${classes}`
  }
  // A field's mark may stand on what frames it, a box's on what is drawn beside it.
  const around = (element: Element): Element[] => {
    const box = element.getBoundingClientRect()
    const frames: Element[] = []
    for (let one = element.parentElement; one && frames.length < 5; one = one.parentElement) {
      const { width, height } = one.getBoundingClientRect()
      if (height > box.height + 60 || width > Math.max(box.width * 3, 480)) break
      frames.push(one)
    }
    return [element, ...element.children, ...(element.parentElement?.children ?? []), ...frames]
  }
  const lookOf = (element: Element): string =>
    around(element)
      .map(one => {
        const style = getComputedStyle(one)
        const outline = style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`
        return [outline, style.boxShadow, style.borderTopColor, style.backgroundColor].join(';')
      })
      .join('\n')
  const isSeen = (element: Element): boolean => {
    const shown =
      element.getBoundingClientRect().width > 1 ? element : (element.closest('label') ?? element.parentElement)
    if (!shown) return false
    const { left, right, top, bottom, width, height } = shown.getBoundingClientRect()
    if (width < 2 || height < 2 || right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return false
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
    const above = document.elementFromPoint(x, y)
    return (
      above !== null &&
      (shown.contains(above) || above.contains(shown) || shown.parentElement?.contains(above) === true)
    )
  }
  const look = (): void => {
    const element = document.activeElement
    if (isOver || !element) return
    if (element === document.body || element === document.documentElement) {
      // Past the last stop one begins again; the way is known.
      isOver = visited.size > 0
      return
    }
    if (element.id === 'main') return
    if (looks.at(-1)?.element === element) {
      stops.push({ name: `held: ${nameOf(element)}`, isSeen: true, isMarked: true })
      isOver = true
      return
    }
    if (visited.has(element)) {
      isOver = true
      return
    }
    visited.add(element)
    const stop: Stop = { name: nameOf(element), isSeen: isSeen(element), isMarked: false }
    stops.push(stop)
    looks.push({ element, look: lookOf(element), stop })
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') look()
  }
  document.addEventListener('keydown', onKey, { capture: true })
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  ;(globalThis as unknown as { stops: unknown }).stops = {
    end: async () => {
      look()
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      document.removeEventListener('keydown', onKey, { capture: true })
      // What draws itself anew without the focus has the time to.
      await new Promise(later => setTimeout(later, 50))
      for (const one of looks) one.stop.isMarked = !one.element.isConnected || lookOf(one.element) !== one.look
      return stops
    },
  }
}
