import { buffer } from 'node:stream/consumers'
import { zipStream } from '../../transfer/writing/zip-stream.ts'
import type { TemplateTag } from './template-values.ts'

/**
 * A Word file that names everything a template of a noun may name, laid out plainly: to begin with, and to copy from. Fields stand beside their labels, lines as a
 * table whose row is repeated.
 */
export function starterTemplate(title: string, tags: readonly TemplateTag[]): Promise<Buffer> {
  const plain = tags.filter(tag => tag.within === undefined)
  const body = [
    paragraph(title, { size: 36, isBold: true, isCentred: true }),
    table(plain.map(({ tag, label }) => [label, `{${tag}}`])),
    ...tags.flatMap(tag => (tag.within ? linesTable(tag, tag.within) : [])),
  ].join('')
  const document = `${head}<w:document xmlns:w="${word}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`
  return docxOf(document)
}

/** A Word file of this body. */
export function docxOf(document: string): Promise<Buffer> {
  const parts = [
    { name: '[Content_Types].xml', text: [contentTypes] },
    { name: '_rels/.rels', text: [relations] },
    { name: 'word/document.xml', text: [document] },
  ]
  return buffer(zipStream(listed(parts)))
}

async function* listed<T>(parts: readonly T[]): AsyncGenerator<T> {
  yield* parts
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const contentTypes = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const relations = `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

/** A wide table cannot be read; the columns that are too many are taken out by whoever makes the template anyway. */
const mostColumns = 8

function linesTable({ tag, label }: TemplateTag, within: readonly TemplateTag[]): string[] {
  const columns = within.slice(0, mostColumns)
  const cells = columns.map((column, index) => {
    const begin = index === 0 ? `{#${tag}}` : ''
    const end = index === columns.length - 1 ? `{/${tag}}` : ''
    return `${begin}{${column.tag}}${end}`
  })
  return [paragraph(label, { size: 24, isBold: true }), table([columns.map(column => column.label), cells])]
}

const paragraph = (
  text: string,
  { size = 20, isBold = false, isCentred = false }: { size?: number; isBold?: boolean; isCentred?: boolean } = {},
): string =>
  `<w:p><w:pPr>${isCentred ? '<w:jc w:val="center"/>' : ''}</w:pPr><w:r><w:rPr>${fonts}${isBold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`

const fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Microsoft YaHei"/>'

function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 1
  const grid = Array.from({ length: columns }, () => `<w:gridCol w:w="${Math.floor(9600 / columns)}"/>`).join('')
  const lines = rows.map(row => `<w:tr>${row.map(cell => `<w:tc><w:tcPr/>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`)
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${lines.join('')}</w:tbl>${paragraph('')}`
}

const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map(side => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>`)
  .join('')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
