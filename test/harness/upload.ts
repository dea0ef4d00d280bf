import type { FileDescription } from '#platform/files/upload.ts'
import type { Person } from './people.ts'

/** The smallest PNG there is: one transparent point. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** Uploads bytes as a person does, and gives the answer as it came. */
export const send = (person: Person, name: string, content: Buffer | string, type = 'application/octet-stream') =>
  fetch(new URL(`/api/files?name=${encodeURIComponent(name)}`, person.cookies[0]?.url), {
    method: 'POST',
    headers: { cookie: cookieOf(person), 'content-type': type, origin: new URL(person.cookies[0]?.url ?? '').origin },
    body: typeof content === 'string' ? content : new Uint8Array(content),
  })

/** The same, of which nothing but success is expected. */
export async function uploadFile(person: Person, name: string, content: Buffer | string): Promise<FileDescription> {
  const reply = await send(person, name, content)
  if (reply.status !== 201) throw new Error(`upload of ${name}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as FileDescription
}

/** The answer that gives a file's bytes. */
export const fetchFile = (person: Person, id: string, query = '', headers: Record<string, string> = {}) =>
  fetch(new URL(`/api/files/${id}/content${query}`, person.cookies[0]?.url), {
    headers: { cookie: cookieOf(person), ...headers },
  })

const cookieOf = (person: Person): string => person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** Everything that comes, as a list. */
export async function gathered<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of all) list.push(one)
  return list
}
