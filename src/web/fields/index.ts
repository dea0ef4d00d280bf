import './fields.css'
import { addressFace } from './AddressField.tsx'
import { birthdayFace } from './BirthdayField.tsx'
import { choiceFace } from './ChoiceField.tsx'
import { choicesFace } from './ChoicesField.tsx'
import { contactPointsFace } from './ContactPointsField.tsx'
import { currencyFace } from './CurrencyField.tsx'
import { dateFace } from './DateField.tsx'
import { decimalFace } from './DecimalField.tsx'
import { filesFace } from './FilesField.tsx'
import type { FieldFace } from './field-face.ts'
import { instantFace } from './InstantField.tsx'
import { linesFace } from './LinesField.tsx'
import { longTextFace } from './LongTextField.tsx'
import { moneyFace } from './MoneyField.tsx'
import { numberFace } from './NumberField.tsx'
import { referenceFace } from './ReferenceField.tsx'
import { richTextFace } from './RichTextField.tsx'
import { serialFace } from './SerialField.tsx'
import { statusFace } from './StatusField.tsx'
import { tagsFace } from './TagsField.tsx'
import { textFace } from './TextField.tsx'
import { urlFace } from './UrlField.tsx'
import { yesNoFace } from './YesNoField.tsx'

export type { CellProps, FieldFace, FilterInputProps, InputProps, Values, Wording } from './field-face.ts'

const faces = {
  text: textFace,
  longText: longTextFace,
  number: numberFace,
  percent: numberFace,
  money: moneyFace,
  decimal: decimalFace,
  currency: currencyFace,
  date: dateFace,
  instant: instantFace,
  choice: choiceFace,
  status: statusFace,
  reference: referenceFace,
  user: referenceFace,
  department: referenceFace,
  serial: serialFace,
  phones: contactPointsFace,
  emails: contactPointsFace,
  wechats: contactPointsFace,
  birthday: birthdayFace,
  lines: linesFace,
  yesNo: yesNoFace,
  choices: choicesFace,
  url: urlFace,
  tags: tagsFace,
  address: addressFace,
  richText: richTextFace,
  files: filesFace,
  images: filesFace,
} as const

/** How a kind of field looks. @throws for a kind nobody drew: a mistake of ours. */
export function faceOf(type: string): FieldFace<unknown> {
  if (!Object.hasOwn(faces, type)) throw new Error(`no face for the field type ${type}`)
  // Each face is given only values of its own kind, which the API promises.
  return faces[type as keyof typeof faces] as unknown as FieldFace<unknown>
}
