import type { Locator, Page } from 'playwright-core'

/** Carries something by mouse into the middle of a place; `above` looks at the page before it is let go. */
export async function carryByMouse(
  page: Page,
  from: Locator,
  to: () => Locator,
  above?: () => Promise<void>,
): Promise<void> {
  const start = await middleOf(from)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  // The first steps pick it up; places that appear only then are looked for afterwards.
  await page.mouse.move(start.x + 12, start.y + 12, { steps: 4 })
  const end = await middleOf(to())
  await page.mouse.move(end.x, end.y, { steps: 10 })
  await page.mouse.move(end.x + 1, end.y)
  await above?.()
  await page.mouse.up()
}

/** Carries something with a finger: a long press, a way, letting go. For pages that are phones. */
export async function carryByTouch(page: Page, from: Locator, to: () => Locator): Promise<void> {
  const finger = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  const start = await middleOf(from)
  await send('touchStart', start)
  await page.waitForTimeout(400)
  await send('touchMove', { x: start.x + 4, y: start.y + 4 })
  const end = await middleOf(to())
  for (let step = 1; step <= 10; step++) {
    await send('touchMove', {
      x: start.x + ((end.x - start.x) * step) / 10,
      y: start.y + ((end.y - start.y) * step) / 10,
    })
    await page.waitForTimeout(20)
  }
  await send('touchEnd')
  await finger.detach()
}

interface Point {
  x: number
  y: number
}

async function middleOf(what: Locator): Promise<Point> {
  await what.scrollIntoViewIfNeeded()
  const box = await what.boundingBox()
  if (!box) throw new Error('nothing to point at')
  // A column may reach below the screen: its middle is the middle of what can be seen.
  const height = Math.min(box.y + box.height, what.page().viewportSize()?.height ?? Number.POSITIVE_INFINITY) - box.y
  return { x: box.x + box.width / 2, y: box.y + height / 2 }
}
