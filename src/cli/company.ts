import { systemActor } from '#platform/access/actor.ts'
import type { Companies } from '#platform/companies/companies.ts'
import type { CompanyEntry } from '#platform/companies/company-list.ts'
import { newCompanySchema } from '#platform/companies/company-input.ts'
import { Problem } from '#platform/errors.ts'
import { parseBody } from '#platform/http/body.ts'
import { previewReset } from '#platform/reset/preview.ts'
import { resetCompany } from '#platform/reset/reset-company.ts'
import '#platform/reset/words.ts'
import { say, terminalLanguage } from '../sentences.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { withCompanies } from './companies.ts'

const company: Command = {
  options: {
    locale: { type: 'string' },
    currency: { type: 'string' },
    'time-zone': { type: 'string' },
    yes: { type: 'boolean' },
    products: { type: 'boolean' },
    'no-backup': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: { from: 1, to: 2 },
  run: invocation =>
    withCompanies(invocation.settings, async companies => {
      const [action, name = ''] = invocation.positionals
      if (action === 'list') return list(companies, invocation)
      if (action === 'create') return create(companies, name, invocation)
      if (action === 'remove') return remove(companies, name, invocation)
      if (action === 'reset') return reset(companies, name, invocation)
      throw new Problem(400, 'command.arguments', { params: { name: 'company' } })
    }),
}

const list = async (companies: Companies, { values }: Invocation): Promise<number> => {
  const entries = await companies.list()
  if (values['json'] === true) console.log(JSON.stringify(entries, null, 2))
  else for (const { id, name, state } of entries) console.log(`${id}  ${say(`cli.company.states.${state}`)}  ${name}`)
  return 0
}

/** A company of this name whose making broke off is made whole. */
const create = async (companies: Companies, name: string, invocation: Invocation): Promise<number> => {
  const wanted = parseBody(newCompanySchema, {
    name,
    locale: textOption(invocation, 'locale') ?? 'zh',
    baseCurrency: textOption(invocation, 'currency') ?? 'CNY',
    timeZone: textOption(invocation, 'time-zone') ?? 'Asia/Shanghai',
  })
  const begun = (await companies.list()).find(entry => entry.name === wanted.name && entry.state === 'making')
  const id = await companies.create(wanted, begun?.id)
  console.log(say('cli.company.created', { company: wanted.name, id }))
  return 0
}

const remove = async (companies: Companies, wanted: string, { values }: Invocation): Promise<number> => {
  const entry = one(await companies.list(), wanted)
  if (values['yes'] !== true) throw new Problem(409, 'company.confirm', { params: { company: entry.name } })
  await companies.remove(entry.id)
  console.log(say('cli.company.removed', { company: entry.name }))
  return 0
}

/** Says what would go, and with --yes removes it. */
const reset = async (companies: Companies, wanted: string, { values }: Invocation): Promise<number> => {
  const entry = one(await companies.list(), wanted)
  const { db, company: opened } = await companies.open(entry.id)
  const locale = terminalLanguage()
  const actor = systemActor('zhanggui company reset')
  const start = { db, company: opened, actor, batch: null, reason: null, locale, now: () => new Date() }
  const ctx = { ...(await companies.contextOf(start)), db }
  const { goes, asked, history, files } = await previewReset(ctx, companies)
  const nouns = values['products'] === true ? [...goes, ...asked] : goes
  for (const { label, count } of nouns) if (count > 0) console.log(`${String(count).padStart(10)}  ${label}`)
  console.log(say('cli.company.beside_reset', { history, files: files.count }))
  if (values['yes'] !== true) throw new Problem(409, 'company.confirm_reset', { params: { company: entry.name } })
  const choice = { asked: values['products'] === true, withoutBackup: values['no-backup'] === true }
  const { backup } = await resetCompany(ctx, companies, choice)
  console.log(say('cli.company.reset', { company: entry.name }))
  if (backup) console.log(say('cli.company.reset_backup', { file: backup }))
  return 0
}

/** The one company of this id or name. */
const one = (entries: CompanyEntry[], wanted: string): CompanyEntry => {
  const meant = entries.filter(entry => entry.id === wanted || entry.name === wanted)
  const [entry, second] = meant
  if (!entry) throw new Problem(404, 'company.unknown', { params: { company: wanted } })
  if (second) {
    throw new Problem(409, 'company.choose', {
      params: { companies: meant.map(each => `${each.name} (${each.id})`).join(', ') },
    })
  }
  return entry
}

export default company
