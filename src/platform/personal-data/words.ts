import { registerMessages } from '../i18n/index.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

// Imported for this effect by whatever hands out or erases a person's data.
registerMessages({ zh: messagesZh, en: messagesEn })
