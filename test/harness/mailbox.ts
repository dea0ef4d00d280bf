import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail server of this test's own that keeps what it is given. */
export interface Mailbox {
  port: number
  user: string
  password: string
  /** Of each mail: what the envelope said, the raw text, and what a reader makes of it. */
  mails: { to: string[]; raw: string; read: Email; subject: string; text: string }[]
  /** Before the end of the test, when there must be no server. */
  close(): Promise<void>
}

/** Opens one on this machine; who gives user and password must give the right ones. It is gone when the test has finished. */
export const openMailbox = async (): Promise<Mailbox> => {
  const box: Mailbox = { port: 0, user: 'crm', password: 'p@ss:wörd', mails: [], close: async () => undefined }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === box.user && password === box.password) done(null, { user: username })
      else done(new Error('535 wrong user or password'))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        void PostalMime.parse(raw).then(read => {
          box.mails.push({
            to: session.envelope.rcptTo.map(one => one.address),
            raw: raw.toString('utf8'),
            read,
            subject: read.subject ?? '',
            text: read.text ?? '',
          })
          done()
        })
      })
    },
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  let ended: Promise<void> | undefined
  box.close = () => (ended ??= new Promise<void>(closed => server.close(() => closed())))
  onTestFinished(() => box.close())
  box.port = (server.server.address() as AddressInfo).port
  return box
}

/** What the settings' page sends for this mail server. */
export const mailSettingsFor = (box: Mailbox) => ({
  host: '127.0.0.1',
  port: box.port,
  security: 'none',
  user: box.user,
  password: box.password,
  from: 'crm@example.com',
})
