import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { type FieldType, parsed, refused } from './field-type.ts'

/** Yes, no, or (unless required) nobody said. */
export const yesNo = <const T extends FieldTraits & { default?: boolean }>(traits: T = {} as T) =>
  ({ type: 'yesNo', ...traits }) as T & FieldDefinition<boolean> & { type: 'yesNo' }

/** What people and spreadsheets write for yes and for no, folded to lower case. */
const words = new Map<string, boolean>([
  ...['是', '有', '对', '真', 'yes', 'y', 'true', 't', '1', '√', '✓', '✔', '☑', 'on'].map(
    word => [word, true] as const,
  ),
  ...['否', '无', '不', '不是', '没有', '假', 'no', 'n', 'false', 'f', '0', '×', '✗', '✘', '☐', 'off'].map(
    word => [word, false] as const,
  ),
])

export const yesNoType: FieldType<boolean> = {
  type: 'yesNo',
  columns: (_field, name) => [{ name: columnOf(name, 'yesNo'), sql: 'boolean' }],
  parse: value =>
    typeof value === 'boolean' ? parsed(value) : refused('field.not_yes_no', { text: String(value).slice(0, 60) }),
  fromCell: text => {
    const answer = words.get(text.normalize('NFKC').trim().toLowerCase())
    return answer === undefined ? refused('field.not_yes_no', { text: text.slice(0, 60) }) : parsed(answer)
  },
  toCell: (value, _field, locale) => (locale === 'en' ? (value ? 'Yes' : 'No') : value ? '是' : '否'),
  operators: ['is', 'isNot', 'empty', 'notEmpty'],
  sortable: true,
  jsonSchema: () => ({ type: 'boolean' }),
}
