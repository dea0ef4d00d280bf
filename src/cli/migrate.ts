import { migrateAll } from '../migrate-all.ts'
import { say } from '../sentences.ts'
import type { Command } from './command.ts'
import { withServer } from './workplace.ts'

const migrate: Command = {
  run: async ({ settings }) => {
    const databases = await withServer(settings, ({ server, pools }) => migrateAll(server, pools))
    for (const { database, schema, migrations } of databases) {
      const what = migrations.length > 0 ? migrations.join(', ') : say('cli.migrate.current')
      console.log(`${database} (${schema}): ${what}`)
    }
    return 0
  },
}

export default migrate
