import { z } from 'zod'

const table = z.strictObject({
  database: z.enum(['control', 'company']),
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  member: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})

const file = z.strictObject({
  key: z.uuid(),
  size: z.number().int(),
  /** Of the content itself; `bytes` and `sha256` are of the compressed member. */
  contentSha256: z.string(),
  member: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})

const manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.string(),
  company: z.strictObject({ id: z.uuid(), name: z.string() }),
  /** The newest migration applied to each database. */
  versions: z.strictObject({ control: z.number().int(), company: z.number().int() }),
  tables: z.array(table),
  /** Absent in backups of a time before files. */
  files: z.array(file).default([]),
  /** Files whose bytes were gone when the backup was made. */
  lostFiles: z.array(z.uuid()).default([]),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
})

/** What a backup holds: one company, whole. */
export type Manifest = z.output<typeof manifest>
export type BackedUpTable = z.output<typeof table>
export type BackedUpFile = z.output<typeof file>

export const MANIFEST = 'manifest.json'
/** SHA-256 of the manifest; the last member, so a file cut short has none. */
export const SEAL = 'manifest.sha256'

/** Throws on text that is no manifest of this format. */
export const parseManifest = (text: string): Manifest => manifest.parse(JSON.parse(text))
