import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../../db/id.ts'
import { conflict, notFound } from '../../errors.ts'
import { isId } from '../../fields/index.ts'
import type { Context } from '../../records/context.ts'
import type { PrintLanguage } from '../paper-description.ts'

/** A Word template of a noun, without its bytes. */
export interface Template {
  id: string
  object: string
  name: string
  language: PrintLanguage
  isOn: boolean
  version: number
  fileName: string
  size: number
  at: string
  by: { id: string; title: string } | null
}

/** What is said of a template; `file` are its bytes. */
export interface TemplateInput {
  object: string
  name: string
  language: PrintLanguage
  isOn: boolean
}

export interface TemplateFile {
  name: string
  bytes: Buffer
}

const columns = sql`t.id, t.object, t.name, t.language, t.is_on as "isOn", t.version, t.file_name as "fileName", length(t.content) as size, t.updated_at as at,
  case when u.id is not null then json_build_object('id', u.id, 'title', u.name) end as by`

/** All templates, by noun and name. */
export async function allTemplates(ctx: Pick<Context, 'db'>): Promise<Template[]> {
  const { rows } =
    await sql<Template>`select ${columns} from print_templates t left join users u on u.id = t.updated_by_id
    order by t.object, t.name, t.id`.execute(ctx.db)
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** The templates in which a noun is offered. */
export async function templatesOf(ctx: Pick<Context, 'db'>, object: string): Promise<Template[]> {
  const { rows } =
    await sql<Template>`select ${columns} from print_templates t left join users u on u.id = t.updated_by_id
    where t.object = ${object} and t.is_on order by t.name, t.id`.execute(ctx.db)
  return rows
}

export interface FullTemplate {
  id: string
  object: string
  name: string
  language: PrintLanguage
  version: number
  fileName: string
  content: Buffer
}

/** One of the templates in which this noun is offered, with its bytes. @throws Problem 404 */
export async function templateNamed(ctx: Pick<Context, 'db'>, object: string, id: string): Promise<FullTemplate> {
  const found = await templateWith(ctx, id)
  if (found.object !== object || !found.isOn) throw notFound('print')
  return found
}

/** A template with its bytes. @throws Problem 404 */
export async function templateWith(ctx: Pick<Context, 'db'>, id: string): Promise<FullTemplate & { isOn: boolean }> {
  if (!isId(id)) throw notFound('print')
  const { rows } = await sql<FullTemplate & { isOn: boolean }>`
    select id, object, name, language, version, file_name as "fileName", content, is_on as "isOn" from print_templates where id = ${id}::uuid`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('print')
  return rows[0]
}

/** Adds a template and gives its id. */
export async function addTemplate(ctx: Context, input: TemplateInput, file: TemplateFile): Promise<string> {
  const id = newId()
  await sql`insert into print_templates (id, object, name, language, is_on, file_name, content, sha256, updated_at, updated_by_id)
    values (${id}::uuid, ${input.object}, ${input.name}, ${input.language}, ${input.isOn}, ${file.name}, ${file.bytes}, ${sha256(file.bytes)},
      ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)`.execute(ctx.db)
  return id
}

/** Changes what is said of a template, and its file where there is a new one. @throws Problem 404, 409 when somebody else changed it meanwhile */
export async function changeTemplate(
  ctx: Context,
  id: string,
  {
    name,
    language,
    isOn,
    version,
    file,
  }: Omit<TemplateInput, 'object'> & { version: number; file: TemplateFile | null },
): Promise<void> {
  const found = await templateWith(ctx, id)
  const content = file
    ? sql`, file_name = ${file.name}, content = ${file.bytes}, sha256 = ${sha256(file.bytes)}`
    : sql``
  const { numAffectedRows } =
    await sql`update print_templates set name = ${name}, language = ${language}, is_on = ${isOn}, version = version + 1,
      updated_at = ${ctx.now().toISOString()}::timestamptz, updated_by_id = ${ctx.actor.userId}::uuid ${content}
    where id = ${found.id}::uuid and version = ${version}`.execute(ctx.db)
  if (numAffectedRows !== 1n) throw conflict('print_template.changed')
}

/** Removes a template; what was printed with it stays. @throws Problem 404 */
export async function removeTemplate(ctx: Context, id: string): Promise<void> {
  const found = await templateWith(ctx, id)
  await sql`delete from print_templates where id = ${found.id}::uuid`.execute(ctx.db)
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
