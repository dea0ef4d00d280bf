import { createWriteStream, existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { openCompanies } from '#platform/companies/companies.ts'
import type { Database } from '#platform/db/server.ts'
import { Problem } from '#platform/errors.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { kebabCase } from '#platform/objects/index.ts'
import type { WorkContext } from '#platform/transfer/assess.ts'
import { describeImport } from '#platform/transfer/describe.ts'
import type { ImportDescription, ImportSettings } from '#platform/transfer/import-description.ts'
import { findImport } from '#platform/transfer/import-entry.ts'
import { importTasks, queueClearing, queueRun } from '#platform/transfer/import-jobs.ts'
import { allowRun, beginImport, cancelImport, changeImport, readImport } from '#platform/transfer/imports.ts'
import { foldName } from '#platform/transfer/likeness.ts'
import { refusedFile } from '#platform/transfer/refused-file.ts'
import { type GivenSettlement, settlementsSchema } from '#platform/transfer/settle-values.ts'
import { importTemplate } from '#platform/transfer/template.ts'
import { app, seeders } from '../app.ts'
import { say } from '../sentences.ts'
import { actingContext } from './acting.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { type Workplace, withWorkplace } from './workplace.ts'

const importCommand: Command = {
  options: {
    object: { type: 'string' },
    company: { type: 'string' },
    user: { type: 'string' },
    settle: { type: 'string' },
    propose: { type: 'string' },
    map: { type: 'string' },
    set: { type: 'string', multiple: true },
    refused: { type: 'string' },
    sheet: { type: 'string' },
    'header-row': { type: 'string' },
    mapping: { type: 'string' },
    key: { type: 'string' },
    mode: { type: 'string' },
    'fill-empty': { type: 'boolean' },
    'run-automations': { type: 'boolean' },
    template: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: { from: 0, to: 1 },
  run: invocation =>
    withWorkplace(invocation.settings, async place => {
      const [company, user] = [textOption(invocation, 'company'), textOption(invocation, 'user')]
      const ctx = await actingContext(place, { company, user, reason: 'zhanggui import' })
      const work: WorkContext = { ...ctx, db: ctx.db as Database }
      if (await writeTemplate(work, invocation)) return 0
      const ready = await prepare(work, invocation)
      await propose(invocation, ready)
      const isDry = invocation.values['dry-run'] === true
      const isGoing = ready.state === 'ready' && !isDry
      // What does not run leaves nothing open behind.
      if (!isGoing) await cancelImport(work, ready.id)
      const described = isGoing ? await runToEnd(place, work, ready) : ready
      await writeRefused(work, invocation, described)
      console.log(invocation.values['json'] === true ? JSON.stringify(described, null, 2) : inWords(described))
      return exitCode(described)
    }),
}

/** 0: ready or done · 1: failed, or a column or setting is missing · 2: values wait to be settled. */
const exitCode = ({ state }: ImportDescription): number =>
  state === 'settling' ? 2 : state === 'ready' || state === 'done' ? 0 : 1

const describe = async (ctx: WorkContext, id: string): Promise<ImportDescription> =>
  describeImport(ctx, await findImport(ctx, id))

/** Reads the file and applies columns, settings and settlements, as far as they go. */
async function prepare(ctx: WorkContext, invocation: Invocation): Promise<ImportDescription> {
  const [path = ''] = invocation.positionals
  const object = objectNamed(ctx, textOption(invocation, 'object'))
  if (!existsSync(path)) throw new Problem(404, 'import.no_such_file', { params: { file: path } })
  const id = await beginImport(ctx, { object, fileName: basename(path), settings: settingsOf(invocation) })
  const headerRow = textOption(invocation, 'header-row')
  await readImport(ctx, id, path, {
    sheet: textOption(invocation, 'sheet'),
    ...(headerRow !== undefined && { headerRow: Number(headerRow) }),
  })
  const mapping = await mappingOf(invocation, await describe(ctx, id))
  const name = textOption(invocation, 'mapping')
  if (mapping || name !== undefined)
    await changeImport(ctx, id, { ...(mapping && { mapping }), ...(name !== undefined && { use: { name } }) })
  await settle(ctx, id, await settlementsIn(textOption(invocation, 'settle')))
  return await describe(ctx, id)
}

/** A noun by its name or, as in addresses, its plural. */
function objectNamed(ctx: WorkContext, name: string | undefined): string {
  const object = [...ctx.catalog.objects.values()].find(
    one => one.name === name || (name !== undefined && kebabCase(one.plural) === kebabCase(name)),
  )
  if (name === undefined || !object) throw new Problem(400, 'import.object_and_name')
  return object.name
}

/** `--template FILE`: writes the workbook to fill in, and does nothing else. */
async function writeTemplate(ctx: WorkContext, invocation: Invocation): Promise<boolean> {
  const path = textOption(invocation, 'template')
  if (path === undefined) return false
  const object = objectOf(ctx.catalog, objectNamed(ctx, textOption(invocation, 'object')))
  const { file } = await importTemplate(ctx, object)
  await writeFile(path, file)
  console.error(say('cli.export.done', { file: path }))
  return true
}

/** What `--mode` is called in settings. */
const modes: Readonly<Record<string, ImportSettings['doubles']>> = {
  new: 'skip',
  update: 'updateOnly',
  both: 'update',
  all: 'create',
}

/** `--set sourceSystem=x`, `dateOrder`, `doubles`; any other name is a field's value for all rows. */
function settingsOf({ values }: Invocation): Partial<ImportSettings> {
  const given = [values['set'] ?? []].flat().map(text => String(text).split(/=(.*)/s) as [string, string | undefined])
  const settings: Record<string, string> = {}
  const defaults: Record<string, string> = {}
  for (const [name, value] of given) {
    if (value === undefined) throw new Problem(400, 'import.bad_setting', { params: { name } })
    if (['sourceSystem', 'dateOrder', 'doubles'].includes(name)) settings[name] = value
    else defaults[name] = value
  }
  const [mode, key] = [values['mode'], values['key']]
  if (mode !== undefined && !Object.hasOwn(modes, String(mode)))
    throw new Problem(400, 'import.bad_setting', { params: { name: 'mode' } })
  return {
    ...settings,
    ...(mode !== undefined && { doubles: modes[String(mode)] }),
    ...(key !== undefined && { key: String(key) }),
    ...(values['fill-empty'] === true && { writing: 'fillEmpty' }),
    ...(values['run-automations'] === true && { runsEvents: true }),
    defaults,
  } as Partial<ImportSettings>
}

/** `--map FILE`: a JSON object, header → field or null. */
async function mappingOf(
  invocation: Invocation,
  { columns }: ImportDescription,
): Promise<Record<string, string | null> | undefined> {
  const path = textOption(invocation, 'map')
  if (path === undefined) return undefined
  const given = (await readJson(path)) as Record<string, string | null>
  return Object.fromEntries(
    Object.entries(given).map(([header, field]) => {
      const column = columns.find(one => one.header === header)
      if (!column) throw new Problem(400, 'import.no_such_column', { params: { field: header } })
      return [String(column.index), field]
    }),
  )
}

async function settlementsIn(path: string | undefined): Promise<GivenSettlement[]> {
  if (path === undefined) return []
  const read = settlementsSchema.safeParse(await readJson(path))
  if (!read.success)
    throw new Problem(400, 'import.bad_settle_file', {
      params: { file: path, place: read.error.issues[0]?.path.join('.') ?? '' },
    })
  return read.data
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem(400, 'import.bad_settle_file', { params: { file: path, place: '' }, cause })
  }
}

/** Settling one value may bring others up (a pipeline, then its stages), so it goes on while some of the given ones are asked for. */
async function settle(ctx: WorkContext, id: string, given: readonly GivenSettlement[]): Promise<void> {
  for (;;) {
    const { state, unsettled } = await describe(ctx, id)
    const asked = given.filter(one =>
      unsettled.some(
        value =>
          value.field === one.field &&
          foldName(value.value) === foldName(one.value) &&
          (one.within ?? value.within) === value.within,
      ),
    )
    if (state !== 'settling' || asked.length === 0) return
    await changeImport(ctx, id, { settlements: asked })
  }
}

/** `--propose FILE`: the values without partner with what is suggested for each, to be looked at, corrected and given as `--settle`. */
async function propose(invocation: Invocation, { unsettled }: ImportDescription): Promise<void> {
  const path = textOption(invocation, 'propose')
  if (path === undefined) return
  const proposal = unsettled.map(({ field, value, within, count, suggestion }) => ({
    field,
    value,
    within,
    count,
    settlement: suggestion,
  }))
  await writeFile(path, `${JSON.stringify(proposal, null, 2)}\n`)
}

/** Queues the run and works on the queue itself, so that it needs no running program; a killed command leaves the job to the next one. */
async function runToEnd(place: Workplace, ctx: WorkContext, { id }: ImportDescription): Promise<ImportDescription> {
  const log = pino({ level: 'error' }, pino.destination({ fd: 2, sync: true }))
  const jobs = await openJobs(place.server, log)
  let isStopped = false
  const stop = (): void => {
    isStopped = true
  }
  try {
    const companies = openCompanies({ ...place, contextOf: app.contextOf, seeders })
    await allowRun(ctx, id)
    await queueRun(jobs, ctx, id)
    await queueClearing(jobs, ctx, id)
    process.once('SIGINT', stop).once('SIGTERM', stop)
    await jobs.start(importTasks(companies, jobs, app.forgetOverlay), { concurrency: 1 })
    for (;;) {
      const { state, done, rows } = await findImport(ctx, id)
      if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${rows} `)
      if (state !== 'running' || isStopped) break
      await sleep(200)
    }
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    return await describe(ctx, id)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await jobs.stop()
  }
}

async function writeRefused(ctx: WorkContext, invocation: Invocation, described: ImportDescription): Promise<void> {
  const path = textOption(invocation, 'refused')
  if (path !== undefined)
    await pipeline(
      refusedFile(ctx, await findImport(ctx, described.id), path.endsWith('.xlsx') ? 'xlsx' : 'csv'),
      createWriteStream(path),
    )
}

function inWords(described: ImportDescription): string {
  const { state, name, rows, counts, problems, unsettled, unsettledCount } = described
  const { created, updated, skipped, refused, ...marks } = counts
  const lines = [say(`cli.import.states.${state}`, { name, rows })]
  if (state === 'ready' || state === 'done' || state === 'failed')
    lines.push(say('cli.import.counts', { created, updated, skipped, refused }))
  for (const [mark, count] of Object.entries(marks)) lines.push(say(`cli.import.marks.${mark}`, { count }))
  for (const problem of problems) lines.push(problem.message)
  if (unsettledCount > 0) lines.push(say('cli.import.unsettled', { count: unsettledCount }))
  for (const { field, value, count, suggestion } of unsettled)
    lines.push(
      `  ${field}: ${value} (${count})${suggestion ? ` → ${say(`cli.import.kinds.${suggestion.kind}`, { title: suggestion.title ?? '' })}` : ''}`,
    )
  return lines.join('\n')
}

export default importCommand
