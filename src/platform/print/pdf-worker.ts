import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { type Font, type FontCollection, openSync } from 'fontkit'
import pdfmake from 'pdfmake'
import { layoutOf } from './layout.ts'
import type { PrintDocument } from './print-document.ts'

// The thread in which documents become PDFs: laying out a long contract takes tens of milliseconds, in which the server answers others.

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const regular = join(fonts, '400Regular', 'NotoSansSC_400Regular.ttf')
const bold = join(fonts, '700Bold', 'NotoSansSC_700Bold.ttf')
const glyphs = onlyFont(openSync(regular))

pdfmake.setFonts({ Sans: { normal: regular, bold, italics: regular, bolditalics: bold } })
// A document holds what people typed: nothing in it may make the program read its disk or ask the network.
pdfmake.setLocalAccessPolicy(path => path === regular || path === bold)
pdfmake.setUrlAccessPolicy(() => false)

parentPort?.on('message', (asked: { id: number; document: PrintDocument }) => void print(asked))

async function print({ id, document }: { id: number; document: PrintDocument }): Promise<void> {
  try {
    const pdf = await pdfmake.createPdf(layoutOf(document)).getBuffer()
    parentPort?.postMessage({ id, pdf, missing: missingIn(document) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
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
