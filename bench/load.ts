import { Agent, request } from 'node:http'

/** What a case took. */
export interface Measured {
  requests: number
  /** Milliseconds. */
  p50: number
  p95: number
  perSecond: number
}

/**
 * Does `work` again and again with so many at once for so many seconds, after a fifth of that to warm up, and says how long each took.
 */
export async function measure(clients: number, seconds: number, work: () => Promise<void>): Promise<Measured> {
  const warm = performance.now() + seconds * 200
  const until = warm + seconds * 1000
  const times: number[] = []
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const started = performance.now()
      await work()
      const ended = performance.now()
      if (started >= warm) times.push(ended - started)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  // One request longer than all the time there was still counts.
  if (times.length === 0) return measure(clients, seconds * 4, work)
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests: times.length, p50: at(0.5), p95: at(0.95), perSecond: times.length / seconds }
}

/** A client of the API that keeps its connections open, as browsers do. */
export interface HttpClient {
  /** @throws when the answer is no success */
  get(path: string): Promise<string>
  /** @throws when the answer is no success */
  post(path: string, body: unknown): Promise<string>
  close(): void
}

/** Signs in, and gives the client that is signed in. */
export async function signIn(url: string, login: string, password: string): Promise<HttpClient> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login, password }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!response.ok || !cookie) throw new Error(`signing in as ${login}: ${response.status} ${await response.text()}`)
  return openClient(url, cookie)
}

export function openClient(url: string, cookie = ''): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const { hostname, port } = new URL(url)
  const send = (method: string, path: string, body?: string): Promise<string> =>
    new Promise((found, failed) => {
      const headers = { cookie, ...(body && { 'content-type': 'application/json', origin: url }) }
      const asked = request({ hostname, port, path, method, agent, headers }, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', failed)
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString()
          if (response.statusCode === 200 || response.statusCode === 201) found(answer)
          else failed(new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 500)}`))
        })
      })
      asked.on('error', failed)
      asked.end(body)
    })
  return {
    get: path => send('GET', path),
    post: (path, body) => send('POST', path, JSON.stringify(body)),
    close: () => agent.destroy(),
  }
}
