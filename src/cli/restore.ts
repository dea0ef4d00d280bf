import { resolve } from 'node:path'
import { restoreCompany } from '#platform/backup/restore-company.ts'
import { say } from '../sentences.ts'
import type { Command } from './command.ts'
import { withWorkplace } from './workplace.ts'

const restore: Command = {
  positionals: { from: 1, to: 1 },
  run: async ({ settings, positionals }) => {
    const [file = ''] = positionals
    const manifest = await withWorkplace(settings, place => restoreCompany(place, resolve(file)))
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      say('cli.restore.done', {
        company: manifest.company.name,
        rows,
        files: manifest.files.length,
        madeAt: manifest.madeAt,
      }),
    )
    return 0
  },
}

export default restore
