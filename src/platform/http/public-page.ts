import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Locale } from '../i18n/index.ts'

/** A page for strangers, and the policy under which a browser shows it: nothing but its own words and its own style. */
export interface PublicPage {
  html: string
  policy: string
}

/** A page that works without scripts. `frames`: in which pages of others it may stand, in none unless told; `hasDrawing`: its style draws a picture that it holds itself. */
export function publicPage({
  locale,
  title,
  body,
  style,
  frames = "'none'",
  hasDrawing = false,
}: {
  locale: Locale
  title: string
  body: string
  style: string
  frames?: string
  hasDrawing?: boolean
}): PublicPage {
  const nonce = randomBytes(16).toString('base64')
  return {
    policy: `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; ${hasDrawing ? 'img-src data:; ' : ''}base-uri 'none'; frame-ancestors ${frames}`,
    html: `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>${body}</body>
</html>`,
  }
}

/** Sends it; nobody keeps a copy of it, and where it leads does not learn its address. */
export const sendPublicPage = (reply: FastifyReply, { html, policy }: PublicPage): FastifyReply =>
  reply
    .removeHeader('x-frame-options')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .type('text/html; charset=utf-8')
    .send(html)

/** Whatever somebody wrote stands there as text and nothing else. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** The same with its line breaks. */
export const paragraphs = (text: string): string => escaped(text).replaceAll('\n', '<br>')
