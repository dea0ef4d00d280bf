import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { systemActor } from '#platform/access/actor.ts'
import { restoreCompany } from '#platform/backup/restore-company.ts'
import { openCompanies } from '#platform/companies/companies.ts'
import { type ErasureLine, eraseAgain, readErasureLines } from '#platform/personal-data/erase-again.ts'
import { app, seeders } from '../app.ts'
import { say } from '../sentences.ts'
import { type Command, textOption } from './command.ts'
import { type Workplace, withWorkplace } from './workplace.ts'

const restore: Command = {
  options: { erasures: { type: 'string' } },
  positionals: { from: 1, to: 1 },
  run: async invocation => {
    const [file = ''] = invocation.positionals
    // Read before anything is brought back: a file that is none changes nothing.
    const listed = textOption(invocation, 'erasures')
    const lines = listed === undefined ? [] : readErasureLines(await readFile(resolve(listed), 'utf8'))
    const { manifest, erased } = await withWorkplace(invocation.settings, async place => {
      const made = await restoreCompany(place, resolve(file))
      return { manifest: made, erased: await eraseIn(place, made.company.id, lines) }
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { company, files, madeAt } = manifest
    console.log(say('cli.restore.done', { company: company.name, rows, files: files.length, madeAt }))
    if (listed !== undefined) console.log(say('cli.restore.erased', { count: erased }))
    return 0
  },
}

const eraseIn = async (place: Workplace, companyId: string, lines: readonly ErasureLine[]): Promise<number> => {
  if (lines.length === 0) return 0
  const companies = openCompanies({ ...place, contextOf: app.contextOf, seeders })
  const { db, company } = await companies.open(companyId)
  const start = { company, batch: null, reason: 'zhanggui restore', locale: company.locale, now: () => new Date() }
  const ctx = await app.contextOf({ ...start, db, actor: systemActor('restore') })
  return eraseAgain({ ...ctx, db }, place.files.of(companyId), lines)
}

export default restore
