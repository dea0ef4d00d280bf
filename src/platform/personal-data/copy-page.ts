import { translate } from '../i18n/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'
import type { PersonCopy } from './personal-copy.ts'

/** The copy as one page to read: no script, nothing from elsewhere. */
export function copyPage(ctx: Context, copies: readonly PersonCopy[], madeAt: string): string {
  const say = (key: string): string => escaped(translate(ctx.locale, `personalData.${key}`))
  const title = say('title')
  const parts = copies.map(copy => section(ctx, copy, say))
  return `<!doctype html>
<html lang="${ctx.locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:14rem;font-weight:600}</style>
</head><body><h1>${title}</h1><p>${escaped(ctx.company.name)} · ${say('madeAt')} ${escaped(madeAt)}</p>
${parts.join('\n')}
</body></html>`
}

function section(ctx: Context, copy: PersonCopy, say: (key: string) => string): string {
  const { noun, object, why, record, history, mentions, beside, files } = copy
  const blocks = [`<h2>${escaped(noun)} · ${say(`why.${why}`)}</h2>`, table(ctx, object, record)]
  if (files.length > 0)
    blocks.push(
      `<h3>${say('files')}</h3><ul>${files.map(file => `<li><a href="${escaped(encodeURI(file.path))}">${escaped(file.name)}</a></li>`).join('')}</ul>`,
    )
  for (const { noun: name, object: of, records } of mentions)
    blocks.push(`<h3>${say('mentions')} · ${escaped(name)}</h3>${records.map(one => table(ctx, of, one)).join('<hr>')}`)
  if (history.length > 0) {
    const rows = history.map(({ at, byName, verb, changes }) => {
      const said = changes.map(
        ({ field, before, after }) => `${labelOf(ctx, object, field)}: ${wordsOf(before)} → ${wordsOf(after)}`,
      )
      return `<tr><th>${escaped(at ?? '')}</th><td>${escaped(`${byName} · ${verb}`)}<br>${said.map(escaped).join('<br>')}</td></tr>`
    })
    blocks.push(`<h3>${say('history')}</h3><table>${rows.join('')}</table>`)
  }
  for (const [name, rows] of Object.entries(beside))
    blocks.push(`<h3>${say('beside')} · ${escaped(name)}</h3>${rows.map(row => table(ctx, '', row)).join('<hr>')}`)
  return blocks.join('\n')
}

const table = (ctx: Context, object: string, record: object): string =>
  `<table>${Object.entries(record)
    .filter(([name, value]) => !hidden.has(name) && wordsOf(value) !== '')
    .map(
      ([name, value]) => `<tr><th>${escaped(labelOf(ctx, object, name))}</th><td>${escaped(wordsOf(value))}</td></tr>`,
    )
    .join('')}</table>`

const hidden: ReadonlySet<string> = new Set(['can', 'version'])

function labelOf(ctx: Context, object: string, name: string): string {
  return object === '' ? name : fieldLabel(ctx.catalog, ctx.locale, object, name)
}

/** A value in words: of another record its title, of a number as it was written, of a list its members. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('; ')
  if (typeof value !== 'object') return String(value)
  const known = value as Record<string, unknown>
  const said = known.title ?? known.raw ?? known.text
  return typeof said === 'string' ? said : JSON.stringify(value)
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
