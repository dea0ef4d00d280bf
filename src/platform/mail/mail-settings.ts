import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { MailServer } from './mail-server.ts'

/** Through which server a company's mail goes, and in whose name. */
export interface MailSettings {
  server: MailServer
  /** The sender's address. */
  from: string
}

/** A company's own settings, or null when it has none. */
export const readMailSettings = async (
  control: Queryable,
  secrets: Secrets,
  companyId: string,
): Promise<MailSettings | null> => {
  const { rows } = await sql<{ smtp: Buffer | null; mailFrom: string | null }>`
    select smtp, mail_from as "mailFrom" from company_policies where company_id = ${companyId}`.execute(control)
  const { smtp, mailFrom } = rows[0] ?? {}
  if (!smtp || !mailFrom) return null
  return { server: JSON.parse(await secrets.open(smtp)) as MailServer, from: mailFrom }
}

/** Keeps a company's own settings, the whole of the server sealed; null goes back to those of the installation. */
export const writeMailSettings = async (
  control: Queryable,
  secrets: Secrets,
  { companyId, settings }: { companyId: string; settings: MailSettings | null },
): Promise<void> => {
  const smtp = settings && (await secrets.seal(JSON.stringify(settings.server)))
  await sql`
    insert into company_policies (company_id, smtp, mail_from) values (${companyId}, ${smtp}::bytea, ${settings?.from ?? null}::text)
    on conflict (company_id) do update set smtp = excluded.smtp, mail_from = excluded.mail_from`.execute(control)
}
