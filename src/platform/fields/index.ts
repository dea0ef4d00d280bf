import type { FieldType } from './field-type.ts'
import { choiceType, statusType } from './choice.ts'
import { emailsType, phonesType } from './contact-points.ts'
import { currencyType } from './currency.ts'
import { dateType } from './date.ts'
import { instantType } from './instant.ts'
import { linesType } from './lines.ts'
import { decimalType, moneyType } from './money.ts'
import { numberType, percentType } from './number.ts'
import { departmentType, referenceType, userType } from './reference.ts'
import { serialType } from './serial.ts'
import { longTextType, textType } from './text.ts'

export { choice, optionId, status } from './choice.ts'
export { type ContactPoint, emails, normaliseEmail, normalisePhone, phones } from './contact-points.ts'
export { currencies, currency } from './currency.ts'
export { date } from './date.ts'
export { Exact } from './decimal-text.ts'
export type { CellSettings, Column, FieldType, Parsed } from './field-type.ts'
export { instant } from './instant.ts'
export { type LineValue, lines } from './lines.ts'
export { decimal, money } from './money.ts'
export { number, percent } from './number.ts'
export { department, isId, owner, type Reference, reference, user } from './reference.ts'
export { serial } from './serial.ts'
export { longText, text } from './text.ts'
export { dayAt, zonedToUtc } from './time-zone.ts'

const fieldTypes = new Map(
  [
    textType,
    longTextType,
    numberType,
    percentType,
    moneyType,
    decimalType,
    currencyType,
    dateType,
    instantType,
    choiceType,
    statusType,
    referenceType,
    userType,
    departmentType,
    serialType,
    phonesType,
    emailsType,
    linesType,
  ].map(type => [type.type, type as FieldType<unknown>]),
)

/** The kind of a field. @throws for a kind nobody wrote: a mistake of ours. */
export function fieldType(type: string): FieldType<unknown> {
  const found = fieldTypes.get(type)
  if (!found) throw new Error(`no field type ${type}`)
  return found
}
