import { accountsModule } from '#modules/accounts/index.ts'
import { activitiesModule, seedPhrases } from '#modules/activities/index.ts'
import { assignmentsModule } from '#modules/assignments/index.ts'
import { campaignsModule } from '#modules/campaigns/index.ts'
import { competitorsModule } from '#modules/competitors/index.ts'
import { contactsModule } from '#modules/contacts/index.ts'
import { contractsModule } from '#modules/contracts/index.ts'
import { conversionsModule } from '#modules/conversions/index.ts'
import { customersModule } from '#modules/customers/index.ts'
import { documentsModule } from '#modules/documents/index.ts'
import { duplicatesModule } from '#modules/duplicates/index.ts'
import { eventsModule } from '#modules/events/index.ts'
import { formsModule } from '#modules/forms/index.ts'
import { handoversModule } from '#modules/handovers/index.ts'
import { hotCustomersModule } from '#modules/hot-customers/index.ts'
import { leadsModule } from '#modules/leads/index.ts'
import { legalEntitiesModule } from '#modules/legal-entities/index.ts'
import { opportunitiesModule, seedSizeBands } from '#modules/opportunities/index.ts'
import { opportunityRulesModule } from '#modules/opportunity-rules/index.ts'
import { pipelinesModule, seedPipelines } from '#modules/pipelines/index.ts'
import { poolsModule, seedPools } from '#modules/pools/index.ts'
import { productsModule } from '#modules/products/index.ts'
import { quotesModule } from '#modules/quotes/index.ts'
import { receiptsModule } from '#modules/receipts/index.ts'
import { segmentsModule } from '#modules/segments/index.ts'
import { tagsModule } from '#modules/tags/index.ts'
import { tasksModule } from '#modules/tasks/index.ts'
import { seedTaxRates, taxesModule } from '#modules/taxes/index.ts'
import { approvalsModule } from '#platform/approvals/index.ts'
import { registerMessages } from '#platform/i18n/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'

/** The modules, in order: upstream first. The only place on the server that lists them. */
const modules = [
  peopleModule,
  approvalsModule,
  tagsModule,
  campaignsModule,
  customersModule,
  legalEntitiesModule,
  contactsModule,
  leadsModule,
  taxesModule,
  productsModule,
  documentsModule,
  pipelinesModule,
  competitorsModule,
  opportunitiesModule,
  quotesModule,
  contractsModule,
  hotCustomersModule,
  segmentsModule,
  activitiesModule,
  tasksModule,
  assignmentsModule,
  opportunityRulesModule,
  eventsModule,
  poolsModule,
  conversionsModule,
  formsModule,
  duplicatesModule,
  receiptsModule,
  accountsModule,
  handoversModule,
]

/** The program as its modules make it. */
export const app = assemble(modules)

/** What a new company is given. */
export const seeders = [seedPipelines, seedPhrases, seedPools, seedTaxRates, seedSizeBands]

for (const module of modules) registerMessages(module.messages)
