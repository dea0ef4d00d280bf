import { parseArgs } from 'node:util'
import { Problem } from '#platform/errors.ts'
import type { Command } from './cli/command.ts'
import { complain } from './run.ts'
import { say } from './sentences.ts'
import { readSettings } from './settings.ts'

/** Every command and its file, in the order in which the help lists them. */
const COMMANDS: readonly { name: string; load(): Promise<{ default: Command }> }[] = [
  { name: 'start', load: () => import('./cli/start.ts') },
  { name: 'migrate', load: () => import('./cli/migrate.ts') },
  { name: 'import', load: () => import('./cli/import.ts') },
  { name: 'export', load: () => import('./cli/export.ts') },
  { name: 'report', load: () => import('./cli/report.ts') },
  { name: 'company', load: () => import('./cli/company.ts') },
  { name: 'user', load: () => import('./cli/user.ts') },
  { name: 'key', load: () => import('./cli/key.ts') },
  { name: 'backup', load: () => import('./cli/backup.ts') },
  { name: 'restore', load: () => import('./cli/restore.ts') },
  { name: 'audit', load: () => import('./cli/audit.ts') },
  { name: 'doctor', load: () => import('./cli/doctor.ts') },
]

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(overview())
    return 0
  }
  try {
    const entry = COMMANDS.find(command => command.name === name)
    if (!entry) throw new Problem(400, 'command.unknown', { params: { name } })
    const { default: command } = await entry.load()
    return await runCommand(name, command, rest)
  } catch (error) {
    return complain(error)
  }
}

async function runCommand(name: string, command: Command, args: string[]): Promise<number> {
  const { values, positionals } = parse(name, command, args)
  if (values['help'] === true) {
    console.log(say(`cli.help.${name}`))
    return 0
  }
  const { from, to } = command.positionals ?? { from: 0, to: 0 }
  if (positionals.length < from || positionals.length > to)
    throw new Problem(400, 'command.arguments', { params: { name } })
  return command.run({ values, positionals, settings: readSettings() })
}

function parse(name: string, command: Command, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    })
  } catch (cause) {
    // parseArgs says in English which option it does not know; the option itself is what matters.
    const option = /'([^']*)'/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? ''
    throw new Problem(400, 'command.option', { params: { name, option }, cause })
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(command => command.name.length))
  const lines = COMMANDS.map(command => `  ${command.name.padEnd(width)}  ${say(`cli.commands.${command.name}`)}`)
  return [say('cli.usage'), '', ...lines, '', say('cli.more')].join('\n')
}
