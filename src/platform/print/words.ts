import { registerMessages } from '../i18n/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

// Imported for this effect by whatever prints.
registerMessages({ zh: messagesZh, en: messagesEn })
