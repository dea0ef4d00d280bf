import type { CheckOutcome } from './outcome.ts'
import { runTool } from './tool.ts'

/** Every file is written as biome would write it; `npm run format` mends it. */
export const checkFormat = (root: string): Promise<CheckOutcome> =>
  runTool(root, 'biome', ['format', '--max-diagnostics=50'])

/** oxlint with the rules of `.oxlintrc.json`, those that need types included; a warning fails, too. */
export const checkLint = (root: string): Promise<CheckOutcome> =>
  runTool(root, 'oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'])

/** The whole project type-checks. */
export const checkTypes = (root: string): Promise<CheckOutcome> =>
  runTool(root, 'tsc', ['--noEmit', '--pretty', 'false'])

/** No file, export or dependency that nothing uses, none used that is not declared (`knip.json` says where use begins). */
export const checkDeadCode = (root: string): Promise<CheckOutcome> => runTool(root, 'knip', ['--no-progress'])
