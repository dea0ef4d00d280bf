import { expect, it } from 'vitest'
import { readAddress } from '../fields/index.ts'
import { hasMask, masked } from './masks.ts'

it.each([
  ['广东省深圳市南山区科技园1号', '广东省深圳市****'],
  ['北京市东城区王府井1号', '北京市****'],
  ['河南省济源市沁园路', '河南省****'],
  ['上海', '上海市****'],
  ['科技园1号', '****'],
  ['Germany, Berlin, Unter den Linden 1', 'Germany, ****'],
  ['Atlantis', '****'],
])('of the address %s province and city are shown', (written, outline) => {
  expect(masked({ type: 'address' }, readAddress(written))).toBe(outline)
})

it('of an address that history kept as a text nothing is shown', () => {
  expect(masked({ type: 'address' }, '科技园1号')).toBe('****')
})

it('what is chosen has no outline, and is hidden where it would be masked', () => {
  for (const type of ['choice', 'status', 'choices', 'reference', 'user', 'tags', 'lines', 'files', 'yesNo'])
    expect(hasMask({ type }), type).toBe(false)
})
