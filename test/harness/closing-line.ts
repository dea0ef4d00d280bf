import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

/** What a run leaves for the one after it, which runs the failed files once more. */
export interface FirstRun {
  /** Files with a failure, relative to the project. */
  files: string[]
  /** The tests that failed in them, for the eye. */
  failed: string[]
  /** What the other files counted. */
  passed: number
  skipped: number
}

/**
 * Ends a run with one line that a program can read: `12 passed, 0 failed, 1 skipped`. A file that could not be loaded counts as one
 * failed test, so a broken import never reads as "0 failed".
 *
 * With FAILED_FILES in the environment the run leaves there what failed; with FIRST_RUN it is the second run of those files, counts the
 * first one's other files in, and names before the line what passed only now.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: TestRunEndReason): void {
    const { FAILED_FILES: leaveAt, FIRST_RUN: readFrom } = process.env
    const first = readFrom ? (JSON.parse(readFileSync(readFrom, 'utf8')) as FirstRun) : null
    const count = { passed: first?.passed ?? 0, failed: unhandled.length, skipped: first?.skipped ?? 0 }
    const left: FirstRun = { files: [], failed: [], passed: 0, skipped: 0 }
    for (const module of modules) {
      const states = [...module.children.allTests()].map(test => ({ test, state: test.result().state }))
      const broken = states
        .filter(({ state }) => state === 'failed')
        .map(({ test }) => `${module.relativeModuleId}: ${test.name}`)
      const wasNotLoaded = module.errors().length > 0
      const passed = states.filter(({ state }) => state === 'passed').length
      const skipped = states.length - passed - broken.length
      count.passed += passed
      count.skipped += skipped
      count.failed += broken.length + (wasNotLoaded ? 1 : 0)
      if (broken.length > 0 || wasNotLoaded) {
        left.files.push(module.relativeModuleId)
        left.failed.push(...broken, ...(wasNotLoaded ? [module.relativeModuleId] : []))
      } else {
        left.passed += passed
        left.skipped += skipped
      }
    }
    // A set-up that fails leaves no test to count.
    if (reason === 'failed' && count.failed === 0) count.failed = 1
    if (leaveAt) leave(leaveAt, left)
    // After the other reporters' summary, whatever their order.
    process.once('exit', () => {
      if (count.failed === 0)
        for (const name of first?.failed ?? []) process.stdout.write(`passed only at the second try: ${name}\n`)
      process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
    })
  }
}

function leave(path: string, run: FirstRun): void {
  mkdirSync(dirname(path), { recursive: true })
  if (run.files.length > 0) writeFileSync(path, JSON.stringify(run))
  else rmSync(path, { force: true })
}
