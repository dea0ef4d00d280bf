/** What came back. */
export interface Reply {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
  body: any
  headers: Headers
}

/** A browser as the API sees one: it keeps the session cookie and says where its requests come from. */
export interface BrowserClient {
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** The Cookie header as it stands; undefined when there is none. */
  cookie: string | undefined
}

/** A browser without cookies, at the page of `url`. */
export const browserClient = (url: string): BrowserClient => {
  const browser: BrowserClient = {
    cookie: undefined,
    ask: async (method, path, body, headers = { origin: url }) => {
      const response = await fetch(url + path, {
        method,
        headers: {
          'accept-language': 'en',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(browser.cookie ? { cookie: browser.cookie } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const [set] = response.headers.getSetCookie()
      if (set) browser.cookie = /Max-Age=0(;|$)/.test(set) ? undefined : set.split(';')[0]
      const text = await response.text()
      return {
        status: response.status,
        body: bodyOf(text, response.headers.get('content-type') ?? ''),
        headers: response.headers,
      }
    },
  }
  return browser
}

/** JSON as what it says, a file as its text. */
const bodyOf = (text: string, type: string): unknown => (/json/.test(type) && text ? JSON.parse(text) : text || null)
