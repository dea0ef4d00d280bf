import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import type { CheckOutcome } from './outcome.ts'

/**
 * Runs a tool of `node_modules/.bin` in the root folder. Exit 0 is no finding; anything else gives its whole output as one finding.
 * Rejects when the tool cannot be started at all.
 */
export async function runTool(root: string, tool: string, args: string[]): Promise<CheckOutcome> {
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(join(root, 'node_modules', '.bin', tool), args, {
      cwd: root,
      // The tools' own first line is `env node`, which must be the Node that runs this check.
      env: { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter), NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', reject)
    child.once('close', code => resolve({ code, output }))
  })
  const lastLine = output.trim().split('\n').at(-1) ?? ''
  return code === 0
    ? { findings: [], saw: lastLine.slice(0, 100) }
    : { findings: [`${tool} ended with ${code}\n${output.trim()}`], saw: '' }
}
