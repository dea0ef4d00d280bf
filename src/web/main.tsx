import { createRoot } from 'react-dom/client'
import { webModules } from './modules.ts'
import { AppRoot } from './shell/AppRoot.tsx'
import { registerWebModules } from './shell/define-web-module.ts'
import { preferredLocale, speak } from './shell/language.ts'

// The program was upgraded while this page stood open: its parts are gone, and the new page has new ones.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('zhanggui.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('zhanggui.reloaded', String(Date.now()))
  window.location.reload()
})

registerWebModules(webModules)
await speak(preferredLocale())

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(<AppRoot />)
