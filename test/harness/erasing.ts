import { expect } from 'vitest'
import type { Erasure } from '#platform/personal-data/erasure-runs.ts'
import type { Person } from './people.ts'

/** What is erased: of which record, and what the person who asks for it types. */
export interface Erasing {
  id: string
  reason?: string
  confirm: string
  consent?: string
}

/** Begins an erasure, 202, and gives it as it begins. */
export const beginErasing = async (
  person: Person,
  plural: string,
  { id, reason = '本人要求', ...typed }: Erasing,
): Promise<Erasure> => person.post(`/api/${plural}/${id}/erase-person`, { reason, ...typed }, 202)

/** Waits until an erasure is no longer going on, and gives how it ended. */
export async function ended(person: Person, id: string): Promise<Erasure> {
  const read = (): Promise<Erasure> => person.get(`/api/erasures/${id}`)
  await expect.poll(async () => (await read()).state, { timeout: 20_000, interval: 50 }).not.toBe('running')
  return read()
}

/** Erases somebody's data and waits until that is done. */
export async function erase(person: Person, plural: string, erasing: Erasing): Promise<Erasure> {
  const erasure = await ended(person, (await beginErasing(person, plural, erasing)).id)
  expect(erasure).toMatchObject({ state: 'done', problem: null })
  return erasure
}
