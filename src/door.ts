import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Problem } from '#platform/errors.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** The listening port. It is taken first of all, and answers "not ready" until the program behind it is. */
export interface Door {
  url: string
  server: Server
  /** From now on this answers. */
  open(answer: Answer): void
  /** Takes no more requests, lets those in flight end for at most `patienceMs`, then cuts them. */
  close(patienceMs: number): Promise<void>
}

/** Listens. Problems: `port.taken`, `port.not_allowed`, `port.no_such_host`. */
export const openDoor = async (host: string, port: number): Promise<Door> => {
  let answer: Answer = notReady
  const server = createServer((request, response) => answer(request, response))
  server.keepAliveTimeout = keptMs
  await listen(server, host, port)
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://${shownHost(host)}:${actual}`,
    server,
    open: behind => {
      answer = behind
    },
    close: patienceMs => close(server, patienceMs),
  }
}

/**
 * How long a connection without a request is kept. Longer than browsers, programs and proxies (nginx: 60 s) keep theirs: who closes first must
 * not be the one to whom the next request is already on its way.
 */
const keptMs = 75_000

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((done, fail) => {
    const refuse = (cause: NodeJS.ErrnoException): void => fail(problemOf(cause, host, port))
    server.once('error', refuse)
    server.listen({ host, port }, () => {
      server.off('error', refuse)
      done()
    })
  })

const problemOf = (cause: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (cause.code === 'EADDRINUSE') return new Problem(409, 'port.taken', { params: { port }, cause })
  if (cause.code === 'EACCES') return new Problem(403, 'port.not_allowed', { params: { port }, cause })
  if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN') {
    return new Problem(400, 'port.no_such_host', { params: { host }, cause })
  }
  return cause
}

/** 0.0.0.0 is no address to type into a browser; an IPv6 address needs brackets. */
const shownHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** Alive, but neither the database nor anything else can be asked yet. */
const notReady: Answer = (request, response) => {
  const isAlive = request.url?.split('?')[0] === '/api/health/live'
  response.writeHead(isAlive ? 200 : 503, {
    'content-type': isAlive ? 'application/json' : 'application/problem+json',
    'retry-after': '1',
    connection: 'close',
  })
  response.end(JSON.stringify(isAlive ? { live: true } : { status: 503, code: 'starting', title: 'Starting' }))
}

const close = async (server: Server, patienceMs: number): Promise<void> => {
  const closed = new Promise<void>(done => server.close(() => done()))
  // Again and again: what is in flight now is idle in a moment.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearTimeout(cut)
  clearInterval(idle)
}
