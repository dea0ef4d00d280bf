import { run } from '../run.ts'
import { type Command, textOption } from './command.ts'

const start: Command = {
  options: { role: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
  run: invocation =>
    run({
      role: textOption(invocation, 'role'),
      port: textOption(invocation, 'port'),
      host: textOption(invocation, 'host'),
    }),
}

export default start
