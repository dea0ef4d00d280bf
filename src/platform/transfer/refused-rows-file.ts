import { sql } from 'kysely'
import { z } from 'zod'
import { consentKind } from '../consent/consent-kind.ts'
import { translate } from '../i18n/index.ts'
import { findImport } from './import-entry.ts'
import { refusedFile } from './refused-file.ts'
import { sheetMediaType } from './writing/sheet-writer.ts'

/** The refused rows of an import as a file. */
export const refusedRowsFile = consentKind({
  kind: 'refusedRows',
  right: 'export.consent',
  ask: z.strictObject({ import: z.uuid(), format: z.enum(['csv', 'xlsx']), file: z.string().max(300).default('') }),
  object: () => null,
  count: async (ctx, ask) => {
    const entry = await findImport(ctx, ask.import)
    const { rows } = await sql<{ n: string | number }>`
      select count(*) as n from import_rows where import_id = ${entry.id}::uuid and outcome = 'refused'`.execute(ctx.db)
    return Number(rows[0]?.n ?? 0)
  },
  say: (ctx, ask) => ({
    what: translate(ctx.locale, 'consent.refused', { file: ask.file, format: ask.format.toUpperCase() }),
  }),
  open: async (ctx, ask) => {
    const entry = await findImport(ctx, ask.import)
    return {
      name: `${entry.fileName.replace(/\.\w+$/, '')}-refused.${ask.format}`,
      type: ask.format === 'csv' ? 'text/csv; charset=utf-8' : sheetMediaType,
      body: refusedFile(ctx, entry, ask.format),
    }
  },
})
