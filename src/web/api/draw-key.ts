/** A key for one request: random enough, also where the page does not come by https and has no `crypto.randomUUID`. */
export const drawKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
