import { examine } from '../doctor.ts'
import { say } from '../sentences.ts'
import type { Command } from './command.ts'
import { withServer } from './workplace.ts'

const doctor: Command = {
  options: { json: { type: 'boolean' } },
  run: async ({ settings, values }) => {
    const findings = await withServer(settings, place => examine(place))
    if (values['json'] === true) console.log(JSON.stringify(findings, null, 2))
    else {
      for (const { check, verdict, params } of findings) {
        console.log(`${say(`doctor.verdicts.${verdict}`)}  ${say(`doctor.${verdict}.${check}`, params)}`)
      }
    }
    return findings.some(finding => finding.verdict === 'bad') ? 1 : 0
  },
}

export default doctor
