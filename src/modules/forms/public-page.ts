import { escaped, paragraphs, type PublicPage, publicPage } from '#platform/http/public-page.ts'
import { type Locale, translate } from '#platform/i18n/index.ts'
import type { AskedField } from './form-fields.ts'
import { pageStyle } from './page-style.ts'
import type { PublicForm } from './public-form.ts'
import { stampOf } from './spam.ts'

/** What was typed, and what is wrong with it, when the page comes back to be mended. */
export interface ToMend {
  values: Readonly<Record<string, unknown>>
  /** By field, in words; under `''` what concerns the whole. */
  errors: Readonly<Record<string, string>>
}

type Say = (key: string, params?: Record<string, unknown>) => string

/** The form as a page that works without scripts, on a phone and in a frame. */
export function formPage(form: PublicForm, locale: Locale, { now, mend }: { now: number; mend?: ToMend }): PublicPage {
  const say: Say = (key, params) => translate(locale, `forms.page.${key}`, params)
  const errors = mend?.errors ?? {}
  const general = Object.keys(errors).length > 0 ? (errors[''] ?? say('mend')) : null
  const other = locale === 'zh' ? 'en' : 'zh'
  return page(form, locale, {
    title: form.heading ?? say('heading'),
    body: `
<header><h1>${escaped(form.heading ?? say('heading'))}</h1><a href="?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${other === 'zh' ? '中文' : 'English'}</a></header>
${form.intro ? `<p class="intro">${paragraphs(form.intro)}</p>` : ''}
${general ? `<p class="general" role="alert">${escaped(general)}</p>` : ''}
<form method="post" action="/f/${escaped(form.token)}?lang=${locale}" novalidate>
${form.fields.map(field => fieldPart(field, { say, value: mend?.values[field.field], error: errors[field.field] })).join('\n')}
<div class="trap" aria-hidden="true"><label for="homepage">${escaped(say('trap'))}</label><input id="homepage" name="homepage" tabindex="-1" autocomplete="off"></div>
${consentPart(form, { say, isAgreed: mend?.values.consent === 'yes', error: errors.consent })}
<input type="hidden" name="stamp" value="${escaped(typeof mend?.values.stamp === 'string' ? mend.values.stamp : stampOf(form.key, now))}">
<button type="submit">${escaped(say('send'))}</button>
</form>`,
  })
}

/** What stands there after it was sent, whatever became of it. */
export function thanksPage(form: PublicForm, locale: Locale): PublicPage {
  const thanks = form.thanks ?? translate(locale, 'forms.page.thanks')
  return page(form, locale, {
    title: translate(locale, 'forms.page.sent'),
    body: `<header><h1>${escaped(translate(locale, 'forms.page.sent'))}</h1></header><p class="intro" role="status">${paragraphs(thanks)}</p>`,
  })
}

/** A page that only says something: the form is off, was sent too often. */
export function notePage(form: Pick<PublicForm, 'mayEmbed' | 'origins'>, locale: Locale, text: string): PublicPage {
  return page(form, locale, { title: text, body: `<p class="intro" role="status">${escaped(text)}</p>` })
}

function page(
  form: Pick<PublicForm, 'mayEmbed' | 'origins'>,
  locale: Locale,
  { title, body }: { title: string; body: string },
): PublicPage {
  const frames = form.mayEmbed ? ["'self'", ...form.origins].join(' ') : "'none'"
  return publicPage({ locale, title, body: `<main>${body}</main>`, style: pageStyle, frames })
}

interface Part {
  say: Say
  value: unknown
  error: string | undefined
}

function fieldPart(field: AskedField, { say, value, error }: Part): string {
  const id = `f-${field.field}`
  const described = [field.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const about = `${described ? ` aria-describedby="${described}"` : ''}${error ? ' aria-invalid="true"' : ''}${field.isRequired ? ' aria-required="true"' : ''}`
  const must = field.isRequired ? `<i aria-hidden="true">*</i>` : ''
  const notes = `${field.hint ? `<small id="${id}-hint">${escaped(field.hint)}</small>` : ''}${error ? `<small class="error" id="${id}-error">${escaped(error)}</small>` : ''}`
  const isGroup = field.type === 'choices'
  const label = escaped(field.label)
  if (isGroup) return `<fieldset${about}><legend>${label}${must}</legend>${checkboxes(field, value)}${notes}</fieldset>`
  return `<div class="field"><label for="${id}">${label}${must}</label>${inputOf(field, { id, about, say, value })}${notes}</div>`
}

function inputOf(
  field: AskedField,
  { id, about, say, value }: { id: string; about: string; say: Say; value: unknown },
): string {
  const text = typeof value === 'string' ? value : ''
  const named = `id="${id}" name="${escaped(field.field)}"${about}`
  if (field.type === 'longText') return `<textarea ${named} rows="4">${escaped(text)}</textarea>`
  if (field.type === 'choice' || field.type === 'yesNo') {
    const options = field.type === 'yesNo' ? ['yes', 'no'].map(one => ({ id: one, label: say(one) })) : field.options
    return `<select ${named}><option value="">${escaped(say('choose'))}</option>${options
      .map(
        one => `<option value="${escaped(one.id)}"${one.id === text ? ' selected' : ''}>${escaped(one.label)}</option>`,
      )
      .join('')}</select>`
  }
  const kind = kindOf[field.type] ?? { type: 'text' }
  const autocomplete = autocompletes[field.field]
  return `<input ${named} type="${kind.type}"${kind.mode ? ` inputmode="${kind.mode}"` : ''}${autocomplete ? ` autocomplete="${autocomplete}"` : ''} value="${escaped(text)}">`
}

const kindOf: Record<string, { type: string; mode?: string }> = {
  phones: { type: 'tel' },
  emails: { type: 'email' },
  url: { type: 'url' },
  date: { type: 'date' },
  number: { type: 'text', mode: 'decimal' },
  decimal: { type: 'text', mode: 'decimal' },
  percent: { type: 'text', mode: 'decimal' },
}

const autocompletes: Record<string, string> = {
  name: 'name',
  company: 'organization',
  jobTitle: 'organization-title',
  phones: 'tel',
  emails: 'email',
  address: 'street-address',
}

function checkboxes(field: AskedField, value: unknown): string {
  const chosen = [value].flat()
  return field.options
    .map(
      ({ id, label }) =>
        `<label class="check"><input type="checkbox" name="${escaped(field.field)}" value="${escaped(id)}"${chosen.includes(id) ? ' checked' : ''}> ${escaped(label)}</label>`,
    )
    .join('')
}

function consentPart(
  form: PublicForm,
  { say, isAgreed, error }: { say: Say; isAgreed: boolean; error: string | undefined },
): string {
  if (!form.consent) return ''
  return `<div class="consent"><div class="text" tabindex="0" role="region" aria-label="${escaped(say('consentText'))}">${paragraphs(form.consent.text)}</div>
<label class="check"><input type="checkbox" name="consent" value="yes"${isAgreed ? ' checked' : ''}${error ? ' aria-invalid="true" aria-describedby="consent-error"' : ''}> ${escaped(say('agree'))}<i aria-hidden="true">*</i></label>
${error ? `<small class="error" id="consent-error">${escaped(error)}</small>` : ''}</div>`
}
