import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportLimits } from '../limits.ts'
import { unescaped } from './cell-text.ts'
import { readXml } from './xml.ts'
import { tooBig } from './zip-file.ts'

/** The texts of a workbook that several cells may share, by number. */
export interface SharedTexts {
  at(index: number): string | undefined
  close(): void
}

/** The table of a workbook that has none. */
export const noSharedTexts: SharedTexts = { at: () => undefined, close: () => undefined }

/** Bytes that are read back together, and how many such blocks are kept. */
const BLOCK = 64 * 1024
const KEPT = 256

/**
 * Writes the table to a temporary file and keeps only where each text begins, so that a table of any size takes 4 bytes a text; 16 MB of
 * it stay at hand. Problem `import.workbook_too_large`.
 */
export async function readSharedTexts(bytes: AsyncIterable<Buffer>, limits: ImportLimits): Promise<SharedTexts> {
  const store = openStore()
  try {
    let [text, depth, isPhonetic] = ['', 0, false]
    await readXml(bytes, {
      open: name => {
        if (name === 'si') text = ''
        else if (name === 'rPh') isPhonetic = true
        else if (name === 't') depth++
      },
      text: piece => {
        if (depth > 0 && !isPhonetic && text.length <= limits.cell) text += piece
      },
      close: name => {
        if (name === 't') depth--
        else if (name === 'rPh') isPhonetic = false
        else if (name === 'si') {
          if (store.count() >= limits.sharedTexts) throw tooBig()
          store.add(unescaped(text))
        }
      },
    })
    return store.finished()
  } catch (error) {
    store.drop()
    throw error
  }
}

interface Store {
  add(text: string): void
  count(): number
  finished(): SharedTexts
  drop(): void
}

function openStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-texts-'))
  const file = openSync(join(folder, 'texts'), 'wx+', 0o600)
  const drop = (): void => {
    closeSync(file)
    rmSync(folder, { recursive: true, force: true })
  }
  let starts = new Uint32Array(1024)
  let [count, end] = [0, 0]
  const waiting = Buffer.alloc(2 * BLOCK)
  let waitingBytes = 0
  const flush = (): void => {
    if (waitingBytes > 0) writeSync(file, waiting, 0, waitingBytes)
    waitingBytes = 0
  }
  return {
    drop,
    count: () => count,
    add: text => {
      const length = Buffer.byteLength(text)
      if (end + length > 0xffffffff) throw tooBig()
      if (count + 2 > starts.length) {
        const wider = new Uint32Array(starts.length * 2)
        wider.set(starts)
        starts = wider
      }
      end += length
      starts[++count] = end
      if (waitingBytes + length > waiting.length) flush()
      if (length > waiting.length) writeSync(file, text)
      else waitingBytes += waiting.write(text, waitingBytes)
    },
    finished: () => {
      flush()
      return { at: reader(file, starts, count), close: drop }
    },
  }
}

function reader(file: number, starts: Uint32Array, count: number): SharedTexts['at'] {
  const blocks = new Map<number, Buffer>()
  const block = (number: number): Buffer => {
    const known = blocks.get(number)
    if (known) return known
    const buffer = Buffer.alloc(BLOCK)
    const length = readSync(file, buffer, 0, BLOCK, number * BLOCK)
    const read = buffer.subarray(0, length)
    if (blocks.size >= KEPT) blocks.delete(blocks.keys().next().value ?? 0)
    blocks.set(number, read)
    return read
  }
  return index => {
    if (!Number.isInteger(index) || index < 0 || index >= count) return undefined
    const [from = 0, to = 0] = [starts[index], starts[index + 1]]
    const [first, last] = [Math.floor(from / BLOCK), Math.floor(Math.max(from, to - 1) / BLOCK)]
    const pieces: Buffer[] = []
    for (let number = first; number <= last; number++)
      pieces.push(block(number).subarray(Math.max(0, from - number * BLOCK), to - number * BLOCK))
    return pieces.length === 1 ? (pieces[0]?.toString() ?? '') : Buffer.concat(pieces).toString()
  }
}
