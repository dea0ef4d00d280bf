import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One thing that keeps somebody from using the page: the rule, how bad, and where. */
export interface AccessibilityFinding {
  rule: string
  impact: 'serious' | 'critical'
  help: string
  elements: string[]
}

/** Runs axe-core (WCAG 2.2 A and AA) on the page as it stands and gives what is serious or critical; a good page gives `[]`. */
export async function accessibilityFindings(page: Page): Promise<AccessibilityFinding[]> {
  // `evaluate` runs in the debugger's world, so the page's content security policy does not stop it, as an injected tag would be.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source)
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } }
    return await axe.run(document, {
      preload: false,
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      resultTypes: ['violations'],
    })
  })
  return results.violations.flatMap(violation =>
    violation.impact === 'serious' || violation.impact === 'critical'
      ? [
          {
            rule: violation.id,
            impact: violation.impact,
            help: violation.help,
            elements: violation.nodes.map(node => `${node.target.join(' ')}: ${node.html.slice(0, 200)}`),
          },
        ]
      : [],
  )
}
