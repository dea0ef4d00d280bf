import type { FieldType } from './field-type.ts'
import { addressType } from './address.ts'
import { birthdayType } from './birthday.ts'
import { choiceType, statusType } from './choice.ts'
import { choicesType } from './choices.ts'
import { emailsType, phonesType, wechatsType } from './contact-points.ts'
import { computedType } from './computed.ts'
import { currencyType } from './currency.ts'
import { dateType } from './date.ts'
import { filesType, imagesType } from './files.ts'
import { instantType } from './instant.ts'
import { linesType } from './lines.ts'
import { decimalType, moneyType } from './money.ts'
import { numberType, percentType } from './number.ts'
import { departmentType, referenceType, userType } from './reference.ts'
import { richTextType } from './rich-text.ts'
import { serialType } from './serial.ts'
import { tagsType } from './tags.ts'
import { longTextType, textType } from './text.ts'
import { urlType } from './url.ts'
import { yesNoType } from './yes-no.ts'

export { address } from './address.ts'
export { joinWords, splitWords } from './cell-list.ts'
export { birthday } from './birthday.ts'
export { choice, optionId, status } from './choice.ts'
export { choices } from './choices.ts'
export {
  type ContactPoint,
  emails,
  isPointsField,
  normaliseEmail,
  normalisePhone,
  phones,
  wechats,
} from './contact-points.ts'
export { computed, computedValue, shownAs } from './computed.ts'
export { currencies, currency } from './currency.ts'
export { date } from './date.ts'
export { Exact } from './decimal-text.ts'
export type { CellSettings, Column, FieldType, Parsed } from './field-type.ts'
export { type FileValue, files, images, isFilesField } from './files.ts'
export { instant } from './instant.ts'
export { type LineValue, lines } from './lines.ts'
export { decimal, money } from './money.ts'
export { number, percent } from './number.ts'
export { department, isId, owner, type Reference, reference, user } from './reference.ts'
export { richText } from './rich-text.ts'
export { serial } from './serial.ts'
export { tags } from './tags.ts'
export { longText, text } from './text.ts'
export { clockAt, dayAt, zonedToUtc } from './time-zone.ts'
export { normaliseUrl, url } from './url.ts'
export { type Address, readAddress } from './written-address.ts'
export { yesNo } from './yes-no.ts'

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
    wechatsType,
    birthdayType,
    linesType,
    yesNoType,
    choicesType,
    urlType,
    tagsType,
    addressType,
    richTextType,
    filesType,
    imagesType,
    computedType(fieldType),
  ].map(type => [type.type, type as FieldType<unknown>]),
)

/** The kind of a field. @throws for a kind nobody wrote: a mistake of ours. */
export function fieldType(type: string): FieldType<unknown> {
  const found = fieldTypes.get(type)
  if (!found) throw new Error(`no field type ${type}`)
  return found
}
