import { escaped, type PublicPage, publicPage } from '#platform/http/public-page.ts'
import { translate } from '#platform/i18n/index.ts'
import { dayAt } from '#platform/fields/index.ts'
import { openWriter, type Writer } from '#platform/print/writer.ts'
import type { Context } from '#platform/records/index.ts'
import type { Offer } from './offer.ts'
import { publicStyle } from './public-style.ts'
import { quote, quoteLine } from './quote.object.ts'
import { factsOf, totalsOf } from './quotation.print.ts'

/** What was typed, and what is wrong with it, when the page comes back to be mended. */
export interface ToMend {
  deed: 'accept' | 'decline'
  values: Readonly<Record<string, string>>
  /** By field, in words; under `''` what concerns the whole. */
  errors: Readonly<Record<string, string>>
}

/** Reasons for which a customer says no, in their order. */
export const declineReasons = ['price', 'competitor', 'budget', 'terms', 'noNeed', 'other'] as const

/** A quote as its customer sees it: first on a phone, without scripts, in his language. */
export function offerPage(ctx: Context, offer: Offer, { token, mend }: { token: string; mend?: ToMend }): PublicPage {
  const write = openWriter(ctx, ctx.locale)
  const title = `${write.say('quotation.title')} · ${offer.seller.name}`
  const body = `<main><div class="mark"></div>
${headPart(ctx, write, offer)}
${standingPart(ctx, write, offer)}
${mend?.errors[''] ? `<p class="note" role="alert">${escaped(mend.errors[''])}</p>` : ''}
${factsPart(write, offer)}
${linesPart(write, offer)}
${sumsPart(write, offer)}
${termsPart(write, offer)}
${filesPart(write, offer, token)}
<p><a class="pdf" href="/q/${escaped(token)}/quotation.pdf?lang=${ctx.locale}">${escaped(write.say('quotation.page.pdf'))}</a></p>
${isOpen(ctx, offer) ? answerPart(ctx, write, { token, mend }) : ''}
</main>`
  const style = `${publicStyle}${markStyle(ctx, offer)}`
  return publicPage({ locale: ctx.locale, title, body, style, hasDrawing: true })
}

/** A page that only says something: the link is over. */
export const notePage = (locale: 'zh' | 'en', text: string): PublicPage =>
  publicPage({
    locale,
    title: translate(locale, 'quotation.title'),
    body: `<main><p role="status">${escaped(text)}</p></main>`,
    style: publicStyle,
  })

/** Whether it may still be answered: it is offered, and its last day has not passed where the company is. */
export const isOpen = (ctx: Context, { record }: Offer): boolean =>
  ['approved', 'sent'].includes(String(record.state)) && !isPast(ctx, record)

const isPast = (ctx: Context, record: Offer['record']): boolean =>
  typeof record.validUntil === 'string' && record.validUntil < dayAt(ctx.now(), ctx.company.timeZone)

/** For whom and on which day it was opened stands across the page: what is passed on says from whom it came. */
export const markOf = (ctx: Context, { customer }: Offer): string =>
  `${customer} ${dayAt(ctx.now(), ctx.company.timeZone)}`

/** As a drawing behind everything: nobody reads it out, and it is on every picture that is taken of the page. */
function markStyle(ctx: Context, offer: Offer): string {
  const text = markOf(ctx, offer)
  const [width, height] = [Math.max(240, [...text].length * 15 + 40), 170]
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><text x="50%" y="50%" text-anchor="middle" transform="rotate(-20 ${width / 2} ${height / 2})" font-family="sans-serif" font-size="15" fill="#808080" fill-opacity=".15">${escaped(text)}</text></svg>`
  return `.mark{background-image:url("data:image/svg+xml,${encodeURIComponent(drawing)}")}`
}

function headPart(ctx: Context, write: Writer, { record, seller, owner }: Offer): string {
  const other = ctx.locale === 'zh' ? 'en' : 'zh'
  const by = [owner.name, owner.phone ?? seller.phone].filter(Boolean).join(' ')
  return `<header><h1>${escaped(String(record.name ?? ''))}</h1><a href="?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${other === 'zh' ? '中文' : 'English'}</a></header>
<p class="seller">${escaped([write.say('quotation.title'), seller.name, by].filter(Boolean).join(' · '))}</p>`
}

/** How it stands: accepted, declined, past its day. */
function standingPart(ctx: Context, write: Writer, { record }: Offer): string {
  const params = {
    by: String(record.decidedBy ?? ''),
    day: record.decidedOn ? write.day(String(record.decidedOn)) : '',
  }
  const say = (key: string): string => escaped(write.say(`quotation.page.${key}`, params))
  if (record.state === 'accepted') return `<p class="note good" role="status">${say('accepted')}</p>`
  if (record.state === 'declined') return `<p class="note" role="status">${say('declined')}</p>`
  return record.state === 'expired' || isPast(ctx, record) ? `<p class="note" role="status">${say('expired')}</p>` : ''
}

function factsPart(write: Writer, offer: Offer): string {
  const buyer = { label: write.label(quote, 'customer'), value: offer.customer }
  const pairs = [buyer, ...factsOf(write, offer)].filter(({ value }) => value)
  return `<dl class="facts">${pairs.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value ?? '')}</dd></div>`).join('')}</dl>`
}

function linesPart(write: Writer, { lines }: Offer): string {
  if (lines.length === 0) return ''
  const named = ['quantity', 'unitPrice', 'discountRate', 'taxRate', 'amount'].filter(
    name => name !== 'discountRate' || lines.some(line => Number(line.discountRate ?? 0) > 0),
  )
  const label = (name: string): string => escaped(write.label(quoteLine, name))
  const rows = lines.map((line, index) => {
    const figures = named.map(name => {
      const value =
        name === 'quantity'
          ? quantityOf(write, line)
          : write.value(quoteLine, name, line, name === 'unitPrice' ? 2 : undefined)
      return `<td class="figure" data-label="${label(name)}">${escaped(value)}</td>`
    })
    const about = ['code', 'specification', 'remark'].map(name => write.value(quoteLine, name, line)).filter(Boolean)
    const small = about.length > 0 ? `<small>${escaped(about.join('\n'))}</small>` : ''
    return `<tr><td class="place">${index + 1}</td><td class="name">${escaped(write.value(quoteLine, 'name', line))}${small}</td>${figures.join('')}</tr>`
  })
  return `<h2>${escaped(write.label(quote, 'lines'))}</h2>
<table><thead><tr><th class="place" scope="col">#</th><th scope="col">${label('name')}</th>${named.map(name => `<th scope="col" class="figure">${label(name)}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
}

const quantityOf = (write: Writer, line: Readonly<Record<string, unknown>>): string =>
  [write.value(quoteLine, 'quantity', line), write.value(quoteLine, 'unit', line)].filter(Boolean).join(' ')

function sumsPart(write: Writer, offer: Offer): string {
  const { rows, words } = totalsOf(write, offer)
  const all = rows.map(
    ({ label, value, isStrong }) =>
      `<div${isStrong ? ' class="strong"' : ''}><dt>${escaped(label)}</dt><dd>${escaped(value ?? '')}</dd></div>`,
  )
  return `<dl class="sums">${all.join('')}</dl>${words ? `<p class="words">${escaped(`${words.label} ${words.value}`)}</p>` : ''}`
}

function termsPart(write: Writer, { record }: Offer): string {
  const terms = write.value(quote, 'terms', record)
  return terms ? `<h2>${escaped(write.label(quote, 'terms'))}</h2><p class="text">${escaped(terms)}</p>` : ''
}

function filesPart(write: Writer, { brochures }: Offer, token: string): string {
  if (brochures.length === 0) return ''
  const items = brochures.map(
    ({ id, title }) => `<li><a href="/q/${escaped(token)}/files/${escaped(id)}">${escaped(title)}</a></li>`,
  )
  return `<h2>${escaped(write.label(quote, 'brochures'))}</h2><ul class="files">${items.join('')}</ul>`
}

function answerPart(ctx: Context, write: Writer, { token, mend }: { token: string; mend: ToMend | undefined }): string {
  const say = (key: string): string => escaped(write.say(`quotation.page.${key}`))
  const action = `/q/${escaped(token)}?lang=${ctx.locale}`
  return `<section class="answer" aria-labelledby="answer"><h2 id="answer">${say('answer')}</h2>
<form method="post" action="${action}" novalidate><input type="hidden" name="deed" value="accept">
${fieldsOf(say, mend?.deed === 'accept' ? mend : undefined, 'accept')}
<button type="submit">${say('accept')}</button></form>
<details${mend?.deed === 'decline' ? ' open' : ''}><summary>${say('declineInstead')}</summary>
<form method="post" action="${action}" novalidate><input type="hidden" name="deed" value="decline">
<div class="field"><label for="reason">${say('reason')}</label><select id="reason" name="reason"><option value="">${say('choose')}</option>${declineReasons
    .map(
      one =>
        `<option value="${one}"${mend?.values.reason === one ? ' selected' : ''}>${escaped(write.say(`quote.options.declineReason.${one}`))}</option>`,
    )
    .join('')}</select></div>
${fieldsOf(say, mend?.deed === 'decline' ? mend : undefined, 'decline')}
<button type="submit" class="quiet">${say('decline')}</button></form></details></section>`
}

/** Who answers, and what he wants to say: the same for yes and no. */
function fieldsOf(say: (key: string) => string, mend: ToMend | undefined, deed: string): string {
  const error = mend?.errors.name
  const about = error ? ` aria-invalid="true" aria-describedby="${deed}-name-error"` : ''
  return `<div class="field"><label for="${deed}-name">${say('name')}<i aria-hidden="true">*</i></label><input id="${deed}-name" name="name" maxlength="60" autocomplete="name" aria-required="true" value="${escaped(mend?.values.name ?? '')}"${about}>${
    error ? `<small class="error" id="${deed}-name-error">${escaped(error)}</small>` : ''
  }</div>
<div class="field"><label for="${deed}-word">${say('word')}</label><textarea id="${deed}-word" name="word" rows="3" maxlength="500">${escaped(mend?.values.word ?? '')}</textarea></div>`
}
