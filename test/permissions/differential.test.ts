import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assemble } from '#platform/records/assembly.ts'
import { app, seeders } from '#src/app.ts'
import { openTestCompany } from '#test/harness/company.ts'
import { testProgram } from '#test/harness/program.ts'
import { approvingModule } from './approving.ts'
import { compare } from './compare.ts'
import { compareLive } from './compare-live.ts'
import { actors, makeWorld } from './make-world.ts'
import { diceFrom, numbersFrom } from './world.ts'

// Random companies, each asked by every way there is and compared with a reference that shares nothing with the program. On failure fast-check
// prints the seed and the company's number; PERMISSION_SEED and PERMISSION_ROUNDS run others.

const rounds = Number(process.env.PERMISSION_ROUNDS ?? 2)
const seed = Number(process.env.PERMISSION_SEED ?? 20261122)
const enough = Number(process.env.PERMISSION_DECISIONS ?? (rounds >= 2 ? 5000 : 0))

it('what people see and do in random companies is what a plain reading of their rights says', {
  timeout: 300_000,
}, async () => {
  await testProgram({ app: assemble([...app.modules, approvingModule]), seeders })
  const decided = { count: 0 }
  let companies = 0
  const company = (number: number) => async () => {
    const opened = await openTestCompany()
    const dice = diceFrom(numbersFrom(number))
    const world = await makeWorld(opened, dice)
    for (const who of actors) {
      const { id: user, ...client } = opened.as[who]
      await compare({ company: opened, world, dice, who, user, client, decided })
    }
    // Live pages take a second to hear of anything: that is worth it once.
    if (companies++ === 0) await compareLive(opened, world, actors, decided)
  }
  await fc.assert(
    fc.asyncProperty(fc.nat(), async number => company(number)()),
    { numRuns: rounds, seed, endOnFailure: true },
  )
  console.info(`${decided.count} decisions compared in ${rounds} companies`)
  expect(decided.count).toBeGreaterThanOrEqual(enough)
})
