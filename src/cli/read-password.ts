import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { randomPassword } from '#platform/auth/password.ts'
import { Problem } from '#platform/errors.ts'
import { say } from '../sentences.ts'

/**
 * A new password: drawn and shown when asked for, typed twice without being shown at a terminal, else the first line of standard input.
 * Never an option of the command, which everybody on the machine could read. Problem `password.differs`.
 */
export const readNewPassword = async (isDrawn: boolean): Promise<string> => {
  if (isDrawn) {
    const password = randomPassword()
    console.log(say('cli.password.drawn', { password }))
    return password
  }
  if (!process.stdin.isTTY) return await readLine('')
  const password = await readLine(say('cli.password.new'))
  if ((await readLine(say('cli.password.again'))) !== password) throw new Problem(400, 'password.differs')
  return password
}

const readLine = (question: string): Promise<string> => {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })
  return new Promise(done => {
    lines.once('line', line => {
      done(line)
      lines.close()
    })
    lines.once('close', () => {
      if (question) process.stderr.write('\n')
      done('')
    })
  })
}
