import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a minute or more, longest first. */
const long = [
  'every-page.e2e.ts',
  'real-pipeline.test.ts',
  'start.test.ts',
  'leaving.test.ts',
  'every-object.transfer.test.ts',
  'every-object.test.ts',
  'cli/people.test.ts',
  'users.test.ts',
  'differential.test.ts',
  'whole-project.test.ts',
  'killed-database.test.ts',
  'handover-kill.test.ts',
]

/**
 * Begins with the files that take longest. A fresh clone knows no times of runs before and would go by the size of files; a long one begun
 * last leaves all but one processor idle to the end.
 */
export default class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = long.findIndex(name => moduleId.endsWith(`/${name}`))
      return place < 0 ? long.length : place
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
