import sanitizeHtml from 'sanitize-html'
import type { FieldDefinition, FieldTraits } from '../objects/field.ts'
import { columnOf } from '../objects/naming.ts'
import { type FieldType, parsed, refused } from './field-type.ts'

/** Text with headings, lists, emphasis and links, as HTML of a short list of tags; `max` characters of HTML, 100,000 unless told. */
export const richText = <const T extends FieldTraits & { max?: number }>(traits: T = {} as T) =>
  ({ type: 'richText', max: 100_000, ...traits }) as T & FieldDefinition<string> & { type: 'richText' }

/**
 * HTML as it may be kept and shown: what is not on the list goes, with the content of what could act. Cleaning what is clean changes
 * nothing.
 */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...blocks, 'br', 'hr', 'strong', 'em', 'u', 's', 'code', 'a'],
    allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'template',
      'xmp',
      'iframe',
      'object',
      'svg',
      'math',
      'title',
    ],
    transformTags: {
      b: 'strong',
      i: 'em',
      strike: 's',
      del: 's',
      h1: 'h2',
      h5: 'h4',
      h6: 'h4',
      div: 'p',
      a: (_tag, { href }) => ({
        tagName: 'a',
        attribs: { ...(isAbsolute(href) ? { href } : {}), rel: 'noopener noreferrer nofollow', target: '_blank' },
      }),
    },
  }).trim()
}

/** A link leads out of the program, never to an address within it. */
const isAbsolute = (href: string | undefined): href is string =>
  href !== undefined && /^(?:https?:\/\/|mailto:|tel:)/i.test(href)

const blocks = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre']

/** The words of clean HTML without its tags: a line for each block. */
export function textOfHtml(html: string): string {
  const lines = html
    .replace(/<br\s*\/?>|<hr\s*\/?>/g, '\n')
    .replace(new RegExp(`</(?:${blocks.join('|')})>`, 'g'), '\n')
    .replace(/<[^>]*>/g, '')
  return unescaped(lines)
    .replace(/\n{2,}/g, '\n')
    .replace(/^\n+|\s+$/g, '')
}

/** Plain text as HTML: a paragraph for each line. What looks like a tag in it is text. */
export const htmlOfText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => `<p>${escaped(line)}</p>`)
    .join('')

export const richTextType: FieldType<string> = {
  type: 'richText',
  columns: (_field, name) => [{ name: columnOf(name, 'richText'), sql: 'text' }],
  parse: (value, field) => {
    if (typeof value !== 'string') return refused('field.not_text')
    const max = field.max ?? 100_000
    // Cleaning costs time: what is far too long is not even begun.
    if (value.length > max * 2) return refused('field.too_long', { max })
    if (value.includes('\u0000')) return refused('field.control_character')
    const html = cleanHtml(value)
    if (html.length > max) return refused('field.too_long', { max })
    return parsed(textOfHtml(html) === '' ? '' : html)
  },
  fromCell: (cell, field) => richTextType.parse(htmlOfText(cell), field),
  toCell: value => textOfHtml(value),
  operators: ['contains', 'empty', 'notEmpty'],
  sortable: false,
  jsonSchema: field => ({ type: 'string', contentMediaType: 'text/html', maxLength: field.max ?? 100_000 }),
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&')
