import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

/**
 * Ends a run with one line that a program can read: `12 passed, 0 failed, 1 skipped`. A file that could not be loaded counts as one
 * failed test, so a broken import never reads as "0 failed".
 * Before it stand the tests that passed only when they were run again.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: TestRunEndReason): void {
    const unsteady: string[] = []
    const count = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (test.diagnostic()?.flaky) unsteady.push(`${module.relativeModuleId}: ${test.name}`)
        if (state === 'passed') count.passed++
        else if (state === 'failed') count.failed++
        else count.skipped++
      }
      if (module.errors().length > 0) count.failed++
    }
    // A set-up that fails leaves no test to count.
    if (reason === 'failed' && count.failed === 0) count.failed = 1
    // After the other reporters' summary, whatever their order.
    process.once('exit', () => {
      for (const name of unsteady) process.stdout.write(`passed only at the second try: ${name}\n`)
      process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
    })
  }
}
