import { Problem } from '#platform/errors.ts'
import { startProgram } from './program.ts'
import { say, sentenceOf } from './sentences.ts'
import { type GivenSettings, readSettings } from './settings.ts'

/**
 * Runs the program until it is told to stop (SIGINT, SIGTERM, the end of the script that started it) and returns the exit code.
 * Problems end in one sentence on standard error and 1.
 */
export const run = async (given: GivenSettings): Promise<number> => {
  const told = untilToldToStop()
  try {
    const settings = readSettings(process.env, given)
    const program = await startProgram(settings, { onDemo: sayProgress() })
    if (program.setupUrl) console.log(say('program.setup', { url: program.setupUrl }))
    if (settings.demo) console.log(say('program.demo', { folder: settings.database.dataDir }))
    console.log(program.url ? say('program.ready', { url: program.url }) : say('program.worker'))
    await told
    console.log(say('program.stopping'))
    await program.stop()
    console.log(say('program.stopped'))
    return 0
  } catch (error) {
    return complain(error)
  }
}

/** The making of a demo company, in steps of ten per cent. */
const sayProgress = (): ((share: number) => void) => {
  let told = -1
  return share => {
    const percent = Math.floor(share * 10) * 10
    if (percent > told) console.log(say('program.demo_making', { percent }))
    told = percent
  }
}

/** Says on standard error what went wrong: one sentence for a problem, everything we know for a mistake of ours. Returns 1. */
export const complain = (error: unknown): number => {
  if (error instanceof Problem) console.error(sentenceOf(error))
  else console.error(say('program.unexpected'), error)
  return 1
}

/**
 * Ctrl-C reaches us from the terminal and again through npm and the start script, so a repeated signal means nothing. The start script
 * holds a channel to us: when it is killed, we stop as if told to.
 */
const untilToldToStop = (): Promise<void> =>
  new Promise(stop => {
    process.on('SIGINT', () => stop())
    process.on('SIGTERM', () => stop())
    process.on('SIGHUP', () => stop())
    process.on('disconnect', () => stop())
    process.channel?.unref()
  })
