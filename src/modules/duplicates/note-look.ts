import { originOf, writeAudit } from '#platform/audit/write-audit.ts'
import { Problem } from '#platform/errors.ts'
import type { ApiServer } from '#platform/http/server.ts'
import type { Context } from '#platform/records/index.ts'
import type { DescribedMatch } from './describe-matches.ts'

/** At most so many records are named in one entry. */
const most = 50

/** Puts into the audit log who learned of which records that he may not see, in the context's transaction where it is one. */
export async function noteLook(
  ctx: Pick<Context, 'db' | 'actor' | 'now'>,
  found: readonly DescribedMatch[],
  origin: Partial<ReturnType<typeof originOf>> = {},
): Promise<void> {
  const unseen = [...new Map(found.filter(match => !match.isSeen).map(match => [match.id, match])).values()]
  if (unseen.length === 0) return
  const records = unseen.slice(0, most).map(({ object, id, kinds }) => ({ object, id, kinds }))
  await writeAudit(ctx, { kind: 'duplicate.looked', detail: { records, count: unseen.length }, ...origin })
}

/** A write that is refused as a whole takes its entry back with it: it is written anew, outside of the transaction. */
export function noteRefusals(server: ApiServer): void {
  server.addHook('onError', async (request, _reply, error) => {
    if (!request.context || !(error instanceof Problem)) return
    const matches = error.fields.flatMap(({ code, params }) =>
      code === 'duplicate.forbidden' && Array.isArray(params?.matches) ? (params.matches as DescribedMatch[]) : [],
    )
    await noteLook(request.context, matches, originOf(request))
  })
}
