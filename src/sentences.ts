import databaseEn from '#platform/db/messages.en.ts'
import backupEn from '#platform/backup/messages.en.ts'
import backupZh from '#platform/backup/messages.zh.ts'
import databaseZh from '#platform/db/messages.zh.ts'
import type { Problem } from '#platform/errors.ts'
import { hasMessage, type Locale, registerMessages, translate } from '#platform/i18n/index.ts'
import companiesEn from './cli/companies.messages.en.ts'
import companiesZh from './cli/companies.messages.zh.ts'
import commandsEn from './cli/messages.en.ts'
import commandsZh from './cli/messages.zh.ts'
import transferEn from './cli/transfer.messages.en.ts'
import transferZh from './cli/transfer.messages.zh.ts'
import programEn from './messages.en.ts'
import programZh from './messages.zh.ts'

registerMessages({ zh: databaseZh, en: databaseEn })
registerMessages({ zh: backupZh, en: backupEn })
registerMessages({ zh: programZh, en: programEn })
registerMessages({ zh: commandsZh, en: commandsEn })
registerMessages({ zh: companiesZh, en: companiesEn })
registerMessages({ zh: transferZh, en: transferEn })

/** The language of the terminal: the first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG that is set; Chinese when none names a language. */
export const terminalLanguage = (env: NodeJS.ProcessEnv = process.env): Locale => {
  const named = ['LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'].map(name => env[name]).find(Boolean) ?? ''
  const isNeutral = /^(C|POSIX)?([.@].*)?$/i.test(named)
  return isNeutral || /^zh/i.test(named) ? 'zh' : 'en'
}

/** The message of this key in the language of the terminal. */
export const say = (key: string, params: Record<string, unknown> = {}): string =>
  translate(terminalLanguage(), key, params)

/** One sentence for a problem, and a line for each field that it names. */
export const sentenceOf = (problem: Problem): string => {
  const lines = [
    problemText(problem.code, problem.params),
    ...problem.fields.map(field => `  ${field.path}: ${problemText(field.code, field.params ?? {})}`),
  ]
  return lines.join('\n')
}

/** A code without a message is shown as it is, with what it says. */
const problemText = (code: string, params: Record<string, unknown>): string => {
  const key = `problems.${code}`
  return hasMessage(terminalLanguage(), key) ? say(key, params) : `${code} ${JSON.stringify(params)}`
}
