/** The key that a program or a form gave to a request, so that sending it again does nothing anew. */
export interface RequestKey {
  /** `POST /api/customers`. */
  route: string
  key: string
  /** SHA-256 of what was asked. */
  hash: Buffer
  /** How many transactions of the request have begun: each is kept by itself. */
  parts: number
  /** Whether what is answered was done before. */
  isReplay: boolean
}
