import type { Step } from '../step.ts'
import { planAccessRequests } from './access-requests.ts'
import { planApprovals } from './approvals.ts'
import { planAccounts } from './accounts.ts'
import { planAssignmentRules } from './assignment-rules.ts'
import { planCatalogue } from './catalogue.ts'
import { planCompetition } from './competition.ts'
import { planContracts } from './contracts.ts'
import { planCorrections } from './corrections.ts'
import { planCare } from './customer-care.ts'
import { planDeals } from './deals.ts'
import { planFollowUps } from './follow-ups.ts'
import { planForms } from './forms.ts'
import { planLeads } from './leads.ts'
import { planLives } from './lives.ts'
import { planEvents, planHabits, planTasks } from './office.ts'
import { planPools } from './pools.ts'
import { planQuotes } from './quotes.ts'
import { planReceipts } from './receipts.ts'
import { openWorld, type PlanOptions } from './world.ts'

/**
 * Everything that is done in the demo company in its 18 months, in the order in which it is done. Pure: the same options give the same
 * steps, ids included.
 */
export function planOf(options: PlanOptions): Step[] {
  const world = openWorld(options)
  const catalogue = planCatalogue(world)
  const accounts = planAccounts(world, catalogue)
  const deals = planDeals(world, catalogue, accounts)
  planFollowUps(world, deals, accounts)
  planCorrections(world, deals, accounts)
  planAssignmentRules(world)
  planAccessRequests(world, accounts)
  planLeads(world, catalogue, accounts, deals)
  planTasks(world)
  planEvents(world, accounts)
  planHabits(world, deals)
  planPools(world)
  planLives(world)
  planForms(world, catalogue)
  planCare(world, deals, accounts)
  planCompetition(world, deals, accounts)
  const contracts = planContracts(world, deals, accounts)
  planQuotes(world, { catalogue, deals, accounts })
  planReceipts(world, contracts)
  planApprovals(world, { catalogue, accounts })
  return world.steps
    .map((step, place) => ({ step, place }))
    .sort(inTime)
    .map(({ step }) => step)
}

interface Placed {
  step: Step
  place: number
}

/** By time; at the same time as they were planned. */
const inTime = (a: Placed, b: Placed): number => a.step.at - b.step.at || a.place - b.place
