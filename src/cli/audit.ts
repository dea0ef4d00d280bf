import { headText, readHead } from '#platform/audit/chain.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import type { Companies } from '#platform/companies/companies.ts'
import { Problem } from '#platform/errors.ts'
import { erasureLines } from '#platform/personal-data/erase-again.ts'
import { say } from '../sentences.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { companyIdOf, withCompanies } from './companies.ts'

const audit: Command = {
  options: { company: { type: 'string' }, expect: { type: 'string' }, json: { type: 'boolean' } },
  positionals: { from: 1, to: 1 },
  run: invocation =>
    withCompanies(invocation.settings, async companies => {
      const companyId = await companyIdOf(companies, textOption(invocation, 'company'))
      const [action] = invocation.positionals
      if (action === 'verify') return verify(companies, companyId, invocation)
      if (action === 'erasures') return erasures(companies, companyId)
      throw new Problem(400, 'command.arguments', { params: { name: 'audit' } })
    }),
}

/** Says whether the log stands as it was written, and its head, which is worth keeping elsewhere; 1 when it does not. */
const verify = async (companies: Companies, companyId: string, invocation: Invocation): Promise<number> => {
  const wanted = textOption(invocation, 'expect')
  const expected = wanted === undefined ? null : readHead(wanted)
  if (wanted !== undefined && !expected) throw new Problem(400, 'audit.no_head')
  const { db, company } = await companies.open(companyId)
  const place = { db, control: companies.pools.control(), companyId }
  const { head, lines, scrubbed, broken } = await verifyAudit(place, expected)
  const end = head ? headText(head) : null
  if (invocation.values['json'] === true)
    console.log(JSON.stringify({ company: company.name, lines, scrubbed, head: end, broken }))
  else if (broken) {
    const breach = say(`cli.audit.breaches.${broken.breach}`)
    console.log(
      say('cli.audit.broken', { company: company.name, position: broken.position, id: broken.id ?? '-', breach }),
    )
  } else console.log(say('cli.audit.whole', { company: company.name, lines, scrubbed, head: end ?? '-' }))
  return broken ? 1 : 0
}

/** The receipts, a line each, for `zhanggui restore --erasures`. */
const erasures = async (companies: Companies, companyId: string): Promise<number> => {
  const { db } = await companies.open(companyId)
  for (const line of await erasureLines(db)) console.log(line)
  return 0
}

export default audit
