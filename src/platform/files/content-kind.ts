import { fileTypeFromBuffer } from 'file-type'

/** So many bytes of the beginning are looked at. */
export const sniffedBytes = 8192

/**
 * What a file is by its own bytes; neither its name nor what the client says of it counts. Text without a signature is `text/plain`, whatever
 * it may be to a browser, and everything unknown `application/octet-stream`.
 */
export async function sniff(beginning: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(beginning)
  if (found) return found.mime
  return isText(beginning) ? 'text/plain' : 'application/octet-stream'
}

/** Kinds that a browser shows by itself and that can do nothing: only these are ever sent under their own name. */
const shown = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
])

/** Whether a browser may show it in place; SVG, HTML, XML, PDF and scripts are never among these. */
export const isShownInPlace = (contentType: string): boolean => shown.has(contentType)

/** Whether it is a picture that any browser shows. */
export const isPicture = (contentType: string): boolean =>
  isShownInPlace(contentType) && contentType.startsWith('image/')

/** Well-formed UTF-8 without control characters; a character may be cut at the end. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return true
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    // oxlint-disable-next-line no-control-regex -- that is the question
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
  } catch {
    // No UTF-8: the one thing that was asked.
    return false
  }
}
