import { expect, it } from 'vitest'
import { computed, fieldType, percent } from './index.ts'
import { computedValue } from './computed.ts'

const share = computed({
  as: percent(),
  from: ['part', 'whole'],
  compute: ({ part, whole }) => (Number(whole) > 0 ? (Number(part) / Number(whole)) * 100 : null),
})
const type = fieldType('computed')

it('follows from other values, and is empty where nothing follows', () => {
  expect(computedValue(share, { part: 1, whole: 4 })).toBe(25)
  expect(computedValue(share, { part: 1, whole: 0 })).toBeNull()
})

it('looks like the kind it is shown as, and is neither stored nor asked for', () => {
  expect(type.columns(share, 'share')).toEqual([])
  expect(type.toCell(25, share)).toBe('25')
  expect(type.jsonSchema(share)).toEqual(fieldType('percent').jsonSchema(percent()))
  expect(type.operators).toEqual([])
  expect(type.sortable).toBe(false)
})

it('is never written', () => {
  expect(share.setBy).toBe('verb')
  expect(type.parse(25, share)).toMatchObject({ code: 'field.set_by_verb' })
})
