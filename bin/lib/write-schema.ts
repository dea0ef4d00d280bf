import { writeFile } from 'node:fs/promises'
import { migratedSchema } from '#platform/db/migrated-schema.ts'

await writeFile(new URL('../../db/schema.sql', import.meta.url), await migratedSchema())
