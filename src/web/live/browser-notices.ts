import { fetchNewest } from '#web/notices/notice-requests.ts'

const place = 'zhanggui.notices.shown'

/**
 * Shows what is new as messages of the browser, as far as the person wants that kind so and has given his leave. What was shown is remembered
 * on this device, so nothing comes twice. A click leads to what it is about.
 */
export async function showNewNotices(go: (path: string) => void): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const last = localStorage.getItem(place) ?? new Date(Date.now() - 60_000).toISOString()
  const fresh = (await fetchNewest()).filter(notice => notice.at > last)
  const newest = fresh[0]?.at
  if (newest === undefined) return
  localStorage.setItem(place, newest)
  for (const notice of fresh.filter(one => one.inBrowser).slice(0, 3)) {
    const shown = new Notification(notice.text, { tag: notice.id })
    shown.addEventListener('click', () => {
      window.focus()
      go(notice.to ?? '/notices')
      shown.close()
    })
  }
}
