import { expect, test } from 'vitest'
import { mentionedIn } from './mention.rules.ts'

test('of two names the longer one is meant, namesakes both are, and who is only named is not called', () => {
  const people = [
    { id: '1', name: '王芳' },
    { id: '2', name: '王芳芳' },
    { id: '3', name: '李强' },
    { id: '4', name: '李强' },
  ]
  expect(mentionedIn('@王芳芳 请看', people)).toEqual(['2'])
  expect(mentionedIn('@王芳请看，@李强也看', people)).toEqual(['1', '3', '4'])
  expect(mentionedIn('王芳说没有问题 @', people)).toEqual([])
})
