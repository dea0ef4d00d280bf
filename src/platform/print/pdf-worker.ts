import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { type Font, type FontCollection, openSync } from 'fontkit'
import pdfmake from 'pdfmake'
import { layoutOf } from './layout.ts'
import type { PrintDocument } from './paper-description.ts'

// The thread in which documents become PDFs: laying out a long contract takes tens of milliseconds, in which the server answers others.

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const regular = join(fonts, '400Regular', 'NotoSansSC_400Regular.ttf')
const bold = join(fonts, '700Bold', 'NotoSansSC_700Bold.ttf')
const glyphs = onlyFont(openSync(regular))

pdfmake.setFonts({ Sans: { normal: regular, bold, italics: regular, bolditalics: bold } })
// A document holds what people typed: nothing in it may make the program read its disk or ask the network.
pdfmake.setLocalAccessPolicy(path => path === regular || path === bold)
pdfmake.setUrlAccessPolicy(() => false)

parentPort?.on('message', (question: { id: number; asked: PrintDocument }) => void print(question))
parentPort?.postMessage('ready')

async function print({ id, asked }: { id: number; asked: PrintDocument }): Promise<void> {
  try {
    const document = withoutControls(asked)
    const pdf = await pdfmake.createPdf(layoutOf(document)).getBuffer()
    parentPort?.postMessage({ id, answer: { pdf, missing: missingIn(document) } })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

/** Control characters have no place on paper; a tab is as wide as a space. */
function withoutControls<T>(value: T): T {
  if (typeof value === 'string')
    return value
      .replaceAll('\t', ' ')
      .replaceAll('\r\n', '\n')
      .replace(/(?!\n)\p{Cc}/gu, '') as T
  if (Array.isArray(value)) return value.map(withoutControls) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutControls(inner)])) as T
}

/** Characters of a document that the font does not have. */
function missingIn(document: PrintDocument): string[] {
  const written = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') for (const character of value) written.add(character)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) if (name !== 'data') walk(inner)
  }
  walk(document)
  return [...written].filter(
    character => character >= ' ' && !glyphs.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  )
}

/** The font of a file that holds one; the files with several would be ours to choose from, and are not used. */
function onlyFont(opened: Font | FontCollection): Font {
  if (!('hasGlyphForCodePoint' in opened)) throw new Error('the font file holds several fonts')
  return opened
}
