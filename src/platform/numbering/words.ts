import { registerMessages } from '../i18n/index.ts'
import en from './messages.en.ts'
import zh from './messages.zh.ts'

registerMessages({ zh, en })
