import { workOutOnce } from './work-out-once.ts'

/** `expectedCloseOn` → `expected_close_on`; the one rule by which fields become columns. */
export const snakeCase = (name: string): string =>
  snaked([], name, () => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`))

const snaked = workOutOnce<string>()

/** `opportunityLines` → `opportunity-lines`: how a plural stands in a URL. */
export const kebabCase = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** The column that holds a field's value: references end in `_id`. */
export const columnOf = (name: string, type: string): string =>
  type === 'reference' || type === 'user' || type === 'department' ? `${snakeCase(name)}_id` : snakeCase(name)
