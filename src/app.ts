import { customersModule } from '#modules/customers/index.ts'
import { opportunitiesModule } from '#modules/opportunities/index.ts'
import { pipelinesModule, seedPipelines } from '#modules/pipelines/index.ts'
import { productsModule } from '#modules/products/index.ts'
import { registerMessages } from '#platform/i18n/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'

/** The modules, in order: upstream first. The only place on the server that lists them. */
const modules = [peopleModule, customersModule, productsModule, pipelinesModule, opportunitiesModule]

/** The program as its modules make it. */
export const app = assemble(modules)

/** What a new company is given. */
export const seeders = [seedPipelines]

for (const module of modules) registerMessages(module.messages)
