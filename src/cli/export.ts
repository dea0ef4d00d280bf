import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { writeAudit } from '#platform/audit/write-audit.ts'
import { Problem } from '#platform/errors.ts'
import { kebabCase } from '#platform/objects/index.ts'
import { readListQuery } from '#platform/http/query.ts'
import { exportCsv } from '#platform/transfer/export-csv.ts'
import { exportSheet } from '#platform/transfer/export-sheet.ts'
import { say } from '../sentences.ts'
import { actingContext } from './acting.ts'
import { type Command, textOption } from './command.ts'
import { withWorkplace } from './workplace.ts'

const exportCommand: Command = {
  options: {
    company: { type: 'string' },
    user: { type: 'string' },
    out: { type: 'string' },
    filter: { type: 'string' },
    sort: { type: 'string' },
    fields: { type: 'string' },
    format: { type: 'string' },
  },
  positionals: { from: 1, to: 1 },
  run: invocation =>
    withWorkplace(invocation.settings, async place => {
      const [company, user] = [textOption(invocation, 'company'), textOption(invocation, 'user')]
      const ctx = await actingContext(place, { company, user, reason: 'zhanggui export' })
      const [plural = ''] = invocation.positionals
      const object = [...ctx.catalog.objects.values()].find(
        one => kebabCase(one.plural) === kebabCase(plural) && !one.lineOf,
      )
      if (!object) throw new Problem(404, 'export.unknown_object', { params: { name: plural } })
      const asked = ['filter', 'sort', 'fields'].flatMap(name => {
        const value = textOption(invocation, name)
        return value === undefined ? [] : [[name, value]]
      })
      const out = textOption(invocation, 'out')
      const format = textOption(invocation, 'format') ?? (out?.endsWith('.xlsx') ? 'xlsx' : 'csv')
      if (format !== 'csv' && format !== 'xlsx') throw new Problem(400, 'export.unknown_format', { params: { format } })
      const write = format === 'xlsx' ? exportSheet : exportCsv
      // Nobody stands beside the operator; what he takes out stands in the company's own log.
      await writeAudit(ctx, {
        kind: 'export',
        object: object.name,
        detail: {
          what: `${kebabCase(object.plural)}/export.${format}`,
          by: 'zhanggui export',
          ...Object.fromEntries(asked),
        },
      })
      const { stream } = await write(ctx, object, readListQuery(Object.fromEntries(asked)))
      if (out === undefined) await pipeline(stream, process.stdout, { end: false })
      else {
        await pipeline(stream, createWriteStream(out))
        console.error(say('cli.export.done', { file: out }))
      }
      return 0
    }),
}

export default exportCommand
