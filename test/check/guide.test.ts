import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { guideText } from '../../bin/lib/guide-text.ts'

const docs = join(import.meta.dirname, '..', '..', 'docs')
const guides = ['zh', 'en'] as const
const textOf = (name: string): string => readFileSync(join(docs, name), 'utf8')

it('the guides print every role with the rights that the program seeds', async () => {
  for (const locale of guides) {
    expect(await guideText(locale), 'npm run guide brings it up to date').toBe(textOf(`guide.${locale}.md`))
    expect(textOf(`guide.${locale}.md`).match(/^### .+\n\n(\| |Everything|一切)/gm)?.length).toBe(9)
  }
})

it('both guides have the same sections, and every picture that is shown is there, small, and none is there for nothing', () => {
  const [zh = [], en = []] = guides.map(locale => textOf(`guide.${locale}.md`).match(/^#{1,3} /gm) ?? [])
  expect(zh).toEqual(en)
  const texts = [...guides.map(locale => textOf(`guide.${locale}.md`)), textOf('../README.md')].join('\n')
  const shown = new Set([...texts.matchAll(/pictures\/([\w.]+\.png)/g)].map(match => match[1] as string))
  for (const name of shown) expect(existsSync(join(docs, 'pictures', name)), name).toBe(true)
  const there = readdirSync(join(docs, 'pictures'))
  expect(there.filter(name => !shown.has(name))).toEqual([])
  expect(there.length).toBeLessThanOrEqual(24)
  for (const name of there) expect(statSync(join(docs, 'pictures', name)).size, name).toBeLessThan(150 * 1024)
})
