import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportDescription, Settlement, UnsettledValue } from '#platform/transfer/import-description.ts'
import type { Person } from '#test/harness/people.ts'

/** Hands a file over as the browser does and gives the import once it has been read. */
export async function upload(
  person: Person,
  { object, name = `${object}.csv`, file }: { object: string; name?: string; file: string | Uint8Array },
): Promise<ImportDescription> {
  const { status, body } = await tryUpload(person, { object, name, file })
  if (status !== 201) throw new Error(`upload: ${status} ${JSON.stringify(body)}`)
  return await settled(person, (body as ImportDescription).id)
}

/** The same without expecting that it goes well. */
export async function tryUpload(
  person: Person,
  { object, name = `${object}.csv`, file }: { object: string; name?: string; file: string | Uint8Array },
): Promise<{ status: number; body: ImportDescription & { code?: string; params?: Record<string, unknown> } }> {
  const url = person.cookies[0]?.url ?? ''
  const response = await fetch(`${url}/api/imports?${new URLSearchParams({ object, name })}`, {
    method: 'POST',
    headers: { cookie: cookieOf(person), origin: url, 'content-type': 'application/octet-stream', 'x-locale': 'en' },
    body: typeof file === 'string' ? file : new Uint8Array(file),
  })
  return { status: response.status, body: (await response.json()) as ImportDescription & { code?: string } }
}

/** The answer of a file download. */
export const download = async (person: Person, path: string): Promise<string> =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await downloadBytes(person, path))

/** The same as it comes. */
export async function downloadBytes(person: Person, path: string, locale: 'zh' | 'en' = 'en'): Promise<Buffer> {
  const url = person.cookies[0]?.url ?? ''
  const response = await fetch(`${url}${path}`, { headers: { cookie: cookieOf(person), 'x-locale': locale } })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}

const cookieOf = (person: Person): string => person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** Waits until the program works on it no more. */
export async function settled(person: Person, id: string): Promise<ImportDescription> {
  for (let tries = 0; tries < 1200; tries++) {
    const described: ImportDescription = await person.get(`/api/imports/${id}`)
    if (!['reading', 'running', 'undoing'].includes(described.state)) return described
    await sleep(50)
  }
  throw new Error(`the import ${id} does not come to an end`)
}

/** Changes an import, and gives it once it has been looked at again. */
export async function change(person: Person, id: string, body: Record<string, unknown>): Promise<ImportDescription> {
  await person.patch(`/api/imports/${id}`, body)
  return await settled(person, id)
}

/** What the user would do who takes every suggestion, except where `choose` says otherwise. */
export const settlementsOf = (
  described: ImportDescription,
  choose: (value: UnsettledValue) => Settlement | undefined = () => undefined,
): { field: string; value: string; within: string; settlement: Settlement | null }[] =>
  described.unsettled.map(value => ({
    field: value.field,
    value: value.value,
    within: value.within,
    settlement: choose(value) ?? value.suggestion,
  }))

/** Runs an import to its end. */
export async function run(person: Person, id: string, expected = 'done'): Promise<ImportDescription> {
  await person.post(`/api/imports/${id}/run`)
  const described = await settled(person, id)
  if (described.state !== expected)
    throw new Error(`the import is ${described.state}: ${JSON.stringify(described.problems)}`)
  return described
}

/** Takes an import back. */
export async function undo(person: Person, id: string): Promise<ImportDescription> {
  await person.post(`/api/imports/${id}/undo`)
  return await settled(person, id)
}

/** The whole way of a file whose every value finds its partner or takes its suggestion. */
export async function bringIn(
  person: Person,
  given: { object: string; name?: string; file: string | Uint8Array; settings?: Record<string, unknown> },
): Promise<ImportDescription> {
  let described = await upload(person, given)
  if (given.settings) described = await change(person, described.id, { settings: given.settings })
  if (described.state === 'settling')
    described = await change(person, described.id, { settlements: settlementsOf(described) })
  if (described.state !== 'ready')
    throw new Error(`not ready: ${described.state} ${JSON.stringify([described.problems, described.unsettled])}`)
  return await run(person, described.id)
}
