import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { backupCompany } from '#platform/backup/backup-company.ts'
import { backupName } from '#platform/backup/backup-name.ts'
import { type CompanyEntry, listCompanies } from '#platform/companies/company-list.ts'
import { Problem } from '#platform/errors.ts'
import { say } from '../sentences.ts'
import { type Command, textOption } from './command.ts'
import { withWorkplace } from './workplace.ts'

const backup: Command = {
  options: { company: { type: 'string' } },
  positionals: { from: 0, to: 1 },
  run: async invocation => {
    const wanted = textOption(invocation, 'company')
    await withWorkplace(invocation.settings, async place => {
      const companies = choose(await listCompanies(place.pools.control()), wanted)
      for (const company of companies) {
        const file = await fileFor(invocation.positionals[0], company, companies.length)
        const manifest = await backupCompany(place, company.id, file)
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        console.log(say('cli.backup.done', { company: company.name, file, rows, files: manifest.files.length }))
        if (manifest.lostFiles.length > 0)
          console.error(say('cli.backup.lost', { company: company.name, count: manifest.lostFiles.length }))
      }
    })
    return 0
  },
}

/** All of them, or the one of this id or name. */
const choose = (companies: CompanyEntry[], wanted: string | undefined): CompanyEntry[] => {
  const open = companies.filter(company => company.state === 'open')
  if (wanted === undefined) {
    if (open.length === 0) throw new Problem(404, 'backup.nothing')
    return open
  }
  const chosen = open.filter(company => company.id === wanted || company.name === wanted)
  if (chosen.length === 0) throw new Problem(404, 'company.unknown', { params: { company: wanted } })
  return chosen
}

/** A folder gets a file per company, named by company and minute; a file name is for one company. */
const fileFor = async (target: string | undefined, company: CompanyEntry, count: number): Promise<string> => {
  const place = resolve(target ?? '.')
  const isFolder = await stat(place).then(
    found => found.isDirectory(),
    () => false,
  )
  if (!isFolder) {
    if (count > 1) throw new Problem(400, 'backup.one_file', { params: { count } })
    return place
  }
  return join(place, backupName(company, new Date()))
}

export default backup
