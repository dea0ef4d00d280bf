import { createRoot } from 'react-dom/client'
import { webModules } from './modules.ts'
import { AppRoot } from './shell/AppRoot.tsx'
import { registerWebModules } from './shell/define-web-module.ts'
import { preferredLocale, speak } from './shell/language.ts'

registerWebModules(webModules)
await speak(preferredLocale())

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(<AppRoot />)
