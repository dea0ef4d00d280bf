import { afterAll, expect, test } from 'vitest'
import { openPrinter } from './print.ts'
import type { PrintDocument } from './paper-description.ts'

// The thread in which documents are laid out: what dies or takes too long is replaced, and the others get their paper.

const short = (text: string): PrintDocument => ({ language: 'zh', title: text, blocks: [{ kind: 'text', text }] })

const long = (rows: number): PrintDocument => ({
  language: 'zh',
  title: '很长',
  blocks: [
    {
      kind: 'table',
      columns: Array.from({ length: 8 }, () => ({ label: '列', width: '*' as const })),
      rows: Array.from({ length: rows }, (_, row) =>
        Array.from({ length: 8 }, (_one, column) => `第${row}行第${column}列`),
      ),
    },
  ],
})

const limits = { longest: 60_000, memoryMb: 512, waiting: 200 }
const slow = openPrinter({ ...limits, longest: 900 })
const small = openPrinter({ ...limits, memoryMb: 90 })
const narrow = openPrinter({ ...limits, waiting: 2 })
afterAll(() => Promise.all([slow, small, narrow].map(printer => printer.close())))

test('what takes too long is given up, and those behind it are printed by a new thread', async () => {
  const [, ...others] = await Promise.allSettled([
    expect(slow.print(long(20_000))).rejects.toMatchObject({ status: 503, code: 'print.too_slow' }),
    slow.print(short('后面的')),
    slow.print(short('再后面的')),
  ])
  expect(others.map(one => one.status)).toEqual(['fulfilled', 'fulfilled'])
})

test('a thread that runs out of memory is replaced, and takes nobody else along', async () => {
  const [dying, behind] = await Promise.allSettled([small.print(long(60_000)), small.print(short('后面的'))])
  expect(dying).toMatchObject({ status: 'rejected', reason: { status: 503, code: 'print.failed' } })
  expect(behind.status).toBe('fulfilled')
}, 60_000)

test('more than may wait are turned away at once, and those who wait are served in turn', async () => {
  const asked = Array.from({ length: 5 }, (_, at) => narrow.print(short(`第${at}份`)))
  const ended = await Promise.allSettled(asked)
  expect(ended.map(one => one.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
  expect(ended[4]).toMatchObject({ reason: { code: 'print.busy' } })
})

test('control characters, empty tables and pictures that are none neither stop the printing nor stand on paper', async () => {
  const { pdf, missing } = await narrow.print({
    language: 'zh',
    title: '怪字\u0007符\u001b',
    blocks: [
      { kind: 'text', text: 'a\tb\r\nc\u0000' },
      { kind: 'pairs', columns: 2, pairs: [] },
      { kind: 'table', columns: [{ label: '空', width: '*' }], rows: [] },
      { kind: 'totals', rows: [] },
      { kind: 'parties', parties: [] },
      { kind: 'signatures', parties: [] },
    ],
  })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(missing).toEqual([])
})

test('a document cannot make the printer read this machine or ask the network', async () => {
  const picture = (data: string): PrintDocument => ({
    language: 'zh',
    title: '图',
    blocks: [{ kind: 'picture', data, width: 100 }],
  })
  for (const data of ['/etc/passwd', 'file:///etc/passwd', 'http://127.0.0.1:1/a.png'])
    await expect(narrow.print(picture(data))).rejects.toMatchObject({ code: 'print.failed' })
})
