import { defineConfig } from 'vitest/config'
import LongFirst from './test/harness/long-first.ts'

const nightly = process.env.NIGHTLY === '1'

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'test/**/*.e2e.ts',
      ...(nightly ? ['{src,test,bench}/**/*.nightly.ts'] : []),
    ],
    exclude: ['node_modules/**', 'dist/**', 'data/**', 'tmp/**'],
    // Three files at a time on a small machine: with two, a quarter of its time is spent waiting for the browser and for the clock.
    maxWorkers: 3,
    pool: 'forks',
    sequence: { sequencer: LongFirst },
    // Tests load modules as the program does: Node's own loader and type stripping, no transformation between.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A screen has ten seconds to come round, also when the machine has other things to do.
    expect: { poll: { timeout: 10_000 } },
    globalSetup: ['test/harness/global-setup.ts'],
    reporters: [process.env.CI ? 'verbose' : 'default', './test/harness/closing-line.ts'],
    // A test that forgets to wait must not pass by accident.
    dangerouslyIgnoreUnhandledErrors: false,
    unstubEnvs: true,
  },
})
