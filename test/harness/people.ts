import { type BrowserClient, browserClient } from './browser-client.ts'

/** Who works in a test company. */
export type PersonName = 'li' | 'wang' | 'zhao' | 'chen' | 'qian'

/** Each has a department and a superior by these names; `login` is made unique per company. */
export const cast: Record<PersonName, { name: string; roles: string[]; department: string; superior?: PersonName }> = {
  /** Sales manager: sees what is wang's own and li's. */
  wang: { name: '王芳', roles: ['salesManager'], department: '华东区' },
  /** Salesperson below wang. */
  li: { name: '李强', roles: ['salesperson'], department: '华东区', superior: 'wang' },
  /** Salesperson elsewhere. */
  zhao: { name: '赵敏', roles: ['salesperson'], department: '华南区' },
  /** Administrator. */
  chen: { name: '陈静', roles: ['administrator'], department: '总部' },
  /** Has an account and no role at all: the stranger inside the house. */
  qian: { name: '钱一', roles: [], department: '总部' },
}

/** One of the people of a test company, and his browser. */
export interface Person extends AssertingClient {
  /** Of the user record. */
  id: string
  name: string
  login: string
  password: string
  /** For `openPage({ cookies })`. */
  cookies: { name: string; value: string; url: string }[]
}

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

/** A client that fails the test when the answer is not what was expected: any 2xx, or exactly the status that was asked for. */
export interface AssertingClient {
  get(path: string, status?: number): Promise<Body>
  post(path: string, body?: unknown, status?: number): Promise<Body>
  put(path: string, body?: unknown, status?: number): Promise<Body>
  patch(path: string, body?: unknown, status?: number): Promise<Body>
  delete(path: string, status?: number): Promise<Body>
  /** Asserts nothing, and gives status and headers too. */
  ask: BrowserClient['ask']
}

/** A signed-in client at the program of `url`. */
export function signedInClient(url: string, token: string): AssertingClient {
  const browser = browserClient(url)
  browser.cookie = `zhanggui_session=${token}`
  const expecting = async (method: string, path: string, body: unknown, status: number | undefined): Promise<Body> => {
    const reply = await browser.ask(method, path, body)
    const isExpected = status === undefined ? reply.status >= 200 && reply.status < 300 : reply.status === status
    if (isExpected) return reply.body
    const wanted = status ?? '2xx'
    throw new Error(
      `${method} ${path}: ${reply.status} instead of ${wanted}: ${JSON.stringify(reply.body)?.slice(0, 2000)}`,
    )
  }
  return {
    get: (path, status) => expecting('GET', path, undefined, status),
    post: (path, body, status) => expecting('POST', path, body, status),
    put: (path, body, status) => expecting('PUT', path, body, status),
    patch: (path, body, status) => expecting('PATCH', path, body, status),
    delete: (path, status) => expecting('DELETE', path, undefined, status),
    ask: browser.ask,
  }
}
