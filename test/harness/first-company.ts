/** What a person does after the first start: opens the printed link and sets up a company. Gives the API as that administrator. */
export interface SignedIn {
  url: string
  /** The Cookie header of his session, for requests that are no JSON. */
  cookie: string
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>
}

/** `setupUrl` is the printed link. Fails when set-up is refused. */
export const setUpCompany = async (url: string, setupUrl: string): Promise<SignedIn> => {
  const response = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      token: new URL(setupUrl).searchParams.get('token'),
      company: { name: '华北制冷', locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai' },
      administrator: ADMINISTRATOR,
    }),
  })
  if (!response.ok) throw new Error(`Set-up: ${response.status} ${await response.text()}`)
  return as(url, response)
}

/** Signs that administrator in again, after a restart or a restore. */
export const signIn = async (url: string): Promise<SignedIn> => {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login: ADMINISTRATOR.login, password: ADMINISTRATOR.password }),
  })
  if (!response.ok) throw new Error(`Sign-in: ${response.status} ${await response.text()}`)
  return as(url, response)
}

const ADMINISTRATOR = { name: '张三', login: 'zhangsan', password: 'correct horse battery' }

const as = (url: string, response: Response): SignedIn => {
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return {
    url,
    cookie,
    request: async (method, path, body) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { cookie, origin: url, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
    },
  }
}
