import { Problem } from '../../errors.ts'
import type { ObjectDefinition } from '../../objects/index.ts'
import type { ApiRecord, Context } from '../../records/index.ts'
import type { PrintValues } from '../define-print.ts'
import { openThread, type Thread } from '../thread.ts'
import type { DocxAnswer, DocxQuestion } from './docx-worker.ts'
import { tagsOf, type TemplateTag, type TemplateValues, valuesFor } from './template-values.ts'
import type { FullTemplate } from './templates.ts'
import type { PrintLanguage } from '../paper-description.ts'

const thread: Thread<DocxQuestion, DocxAnswer> = openThread(new URL('./docx-worker.ts', import.meta.url), {
  longest: 30_000,
  memoryMb: 384,
  waiting: 100,
})

/**
 * A Word template with a record's values in it, as the actor may see them.
 * @throws Problem `print_template.*` (422) when the file is no sound template, 503 when it cannot be filled
 */
export async function fillTemplate(
  ctx: Context,
  values: readonly PrintValues[],
  {
    object,
    record,
    template,
  }: { object: ObjectDefinition; record: ApiRecord; template: Pick<FullTemplate, 'content' | 'language'> },
): Promise<Buffer> {
  const texts = await valuesFor(ctx, values, { object, record, language: template.language })
  const answer = await ask({ do: 'fill', template: template.content, values: withoutControls(texts) })
  if (!('docx' in answer)) throw new Problem(503, 'print.failed')
  return Buffer.from(answer.docx)
}

/** A name in a template: whether there is such a value, and where it stands. */
export interface NamedTag {
  tag: string
  isKnown: boolean
  /** What it means, in people's words. */
  label: string | null
}

/**
 * What a template names, each once.
 * @throws Problem `print_template.*` (422) when the file is no sound template
 */
export async function namesIn(
  ctx: Context,
  values: readonly PrintValues[],
  { object, language, content }: { object: ObjectDefinition; language: PrintLanguage; content: Buffer },
): Promise<NamedTag[]> {
  const answer = await ask({ do: 'look', template: content })
  if (!('tags' in answer)) throw new Problem(503, 'print.failed')
  const known = tagsOf(ctx, values, { object, language })
  const found: NamedTag[] = []
  let scopes: TemplateTag[][] = [known]
  for (const raw of answer.tags) {
    const [, mark = '', tag = ''] = /^([#/]?)(.*)$/su.exec(raw) ?? []
    if (mark === '/') {
      scopes = scopes.length > 1 ? scopes.slice(0, -1) : scopes
      continue
    }
    const match = scopes.toReversed().flatMap(scope => scope.find(one => one.tag === tag || one.label === tag) ?? [])[0]
    const before = found.find(one => one.tag === tag)
    // The same name may be known within a table and unknown outside of it.
    if (before) before.isKnown &&= match !== undefined
    else found.push({ tag, isKnown: match !== undefined, label: match?.label ?? null })
    if (mark === '#') scopes = [...scopes, match?.within ?? []]
  }
  return found
}

async function ask(question: DocxQuestion): Promise<Exclude<DocxAnswer, { problem: unknown }>> {
  const answer = await thread.ask(question)
  if ('problem' in answer) throw new Problem(422, answer.problem.code, { params: answer.problem.params })
  return answer
}

/** XML has no place for control characters; a line that ends stays one. */
function withoutControls(values: TemplateValues): TemplateValues {
  return Object.fromEntries(
    Object.entries(values).map(([tag, held]) => [
      tag,
      typeof held === 'string'
        ? held.replaceAll('\r\n', '\n').replace(/(?![\n\t])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
        : held.map(withoutControls),
    ]),
  )
}
