import type { Alignment, Column, Content, Margins, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { PrintBlock, PrintColumn, PrintDocument, PrintPair, PrintParty } from './paper-description.ts'

/** What the PDF library takes. */
type Node = Content

const hairline = '#c8c8c8'
const quiet = '#5c5c5c'

/** A document in the words of the PDF library (pdfmake). Pure. */
export function layoutOf(document: PrintDocument): TDocumentDefinitions {
  const { language, running, watermark } = document
  return {
    pageSize: 'A4',
    pageOrientation: document.orientation ?? 'portrait',
    pageMargins: [48, 56, 48, 56],
    language: language === 'zh' ? 'zh-CN' : 'en',
    info: { title: document.title },
    defaultStyle: { font: 'Sans', fontSize: 9.5, lineHeight: 1.25 },
    styles: {
      title: { fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      heading: { fontSize: 11, bold: true, margin: [0, 12, 0, 5] },
    },
    ...(watermark ? { watermark: { text: watermark, color: '#000000', opacity: 0.06, angle: -35, fontSize: 48 } } : {}),
    header: (page: number) => (page > 1 && running ? edge(running, 'left', [48, 26, 48, 0]) : ''),
    footer: (page: number, pages: number) => edge(pageWords(language, page, pages), 'center', [48, 20, 48, 0]),
    content: [{ text: document.title, style: 'title' }, ...document.blocks.map(nodeOf)],
  }
}

const edge = (text: string, alignment: Alignment, margin: Margins): Node => ({
  text,
  alignment,
  margin,
  fontSize: 8,
  color: quiet,
})

const pageWords = (language: 'zh' | 'en', page: number, pages: number): string =>
  language === 'zh' ? `第 ${page} 页，共 ${pages} 页` : `Page ${page} of ${pages}`

function nodeOf(block: PrintBlock): Node {
  if (block.kind === 'heading') return { text: block.text, style: 'heading' }
  if (block.kind === 'text')
    return {
      text: block.text,
      alignment: block.align ?? 'left',
      bold: block.isStrong ?? false,
      fontSize: block.isSmall ? 8 : 9.5,
      margin: [0, 3, 0, 3],
      preserveLeadingSpaces: true,
    }
  if (block.kind === 'pairs') return pairsNode(block.pairs, block.columns)
  if (block.kind === 'table') return tableNode(block)
  if (block.kind === 'parties') return partiesNode(block.parties)
  if (block.kind === 'totals') return totalsNode(block)
  if (block.kind === 'signatures') return signaturesNode(block.parties)
  if (block.kind === 'picture')
    return { image: block.data, width: block.width, alignment: block.align ?? 'left', margin: [0, 4, 0, 4] }
  return { text: '', pageBreak: 'after' }
}

function pairsNode(pairs: readonly PrintPair[], columns: 1 | 2): Node {
  const said = pairs.filter(({ value }) => value !== null && value !== undefined && value !== '')
  const rows = Array.from({ length: Math.ceil(said.length / columns) }, (_, row) =>
    said.slice(row * columns, row * columns + columns),
  )
  const cells = (pair: PrintPair | undefined): Node[] => [
    { text: pair ? pair.label : '', color: quiet, noWrap: true },
    { text: pair?.value ?? '' },
  ]
  if (rows.length === 0) return { text: '' }
  return {
    margin: [0, 2, 0, 6],
    layout: 'noBorders',
    table: {
      widths: Array.from({ length: columns }, () => ['auto', '*']).flat(),
      dontBreakRows: true,
      body: rows.map(row => Array.from({ length: columns }, (_, column) => cells(row[column])).flat()),
    },
  }
}

function tableNode(block: Extract<PrintBlock, { kind: 'table' }>): Node {
  // Chinese may break between any two characters; a heading and a figure are not torn where their column may be wider.
  const aligned = (text: string, column: PrintColumn | undefined, more: object = {}): TableCell => ({
    text,
    alignment: column?.align ?? 'left',
    ...(column?.width === 'auto' && (column.align === 'right' || 'bold' in more) ? { noWrap: true } : {}),
    ...more,
  })
  const head = block.columns.map(column => aligned(column.label, column, { bold: true, fillColor: '#f2f2f2' }))
  const rows = block.rows.map(row => block.columns.map((column, index) => aligned(row[index] ?? '', column)))
  const totals = (block.totals ?? []).map(({ label, values }): TableCell[] => {
    const span = block.columns.length - values.length
    return [
      { text: label, colSpan: span, alignment: 'right', bold: true },
      ...Array.from({ length: span - 1 }, () => ''),
      ...values.map((value, index) => aligned(value, block.columns[span + index], { bold: true })),
    ]
  })
  return {
    margin: [0, 4, 0, 8],
    fontSize: 9,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: block.columns.map(column => column.width),
      body: [head, ...rows, ...totals],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => hairline,
      vLineColor: () => hairline,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
  }
}

const partiesNode = (parties: Extract<PrintBlock, { kind: 'parties' }>['parties']): Node => ({
  margin: [0, 6, 0, 8],
  columnGap: 24,
  columns: parties.map(
    ({ title, pairs }): Column => ({
      width: '*',
      stack: [{ text: title, bold: true, margin: [0, 0, 0, 2] }, pairsNode(pairs, 1)],
    }),
  ),
})

function totalsNode({ rows, words }: Extract<PrintBlock, { kind: 'totals' }>): Node {
  const said = rows.filter(({ value }) => value !== null && value !== undefined && value !== '')
  const sums: Content = {
    layout: 'noBorders',
    table: {
      widths: ['*', 'auto', 'auto'],
      body: said.map(({ label, value, isStrong = false }): TableCell[] => [
        '',
        { text: label, alignment: 'right', color: isStrong ? '#000000' : quiet, bold: isStrong },
        {
          text: value ?? '',
          alignment: 'right',
          bold: isStrong,
          fontSize: isStrong ? 11 : 9.5,
          margin: [12, 0, 0, 0],
        },
      ]),
    },
  }
  return {
    unbreakable: true,
    margin: [0, 0, 0, 8],
    stack: [
      ...(said.length > 0 ? [sums] : []),
      ...(words?.value
        ? [
            {
              text: [
                { text: `${words.label}  `, color: quiet },
                { text: words.value, bold: true },
              ],
              margin: [0, 4, 0, 0] as Margins,
            },
          ]
        : []),
    ],
  }
}

const signaturesNode = (parties: readonly PrintParty[]): Node => ({
  unbreakable: true,
  margin: [0, 18, 0, 0],
  columnGap: 24,
  columns: parties.map(
    ({ title, lines, place, seal }): Column => ({
      width: '*',
      stack: [
        { text: title, bold: true },
        { text: place ? `（${place}）` : ' ', color: '#9a9a9a', fontSize: 8.5, margin: [0, 14, 0, 26] },
        ...lines.map((text): Content => ({ text, margin: [0, 0, 0, 8] })),
        // A seal lies over what is signed.
        ...(seal ? [{ image: seal, width: 110, relativePosition: { x: 60, y: -100 } } as Content] : []),
      ],
    }),
  ),
})
