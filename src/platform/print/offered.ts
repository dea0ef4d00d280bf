import { approvalOf, isApproved } from '../approvals/approval.ts'
import { conflict, notFound } from '../errors.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { translate } from '../i18n/index.ts'
import type { ApiRecord, Context } from '../records/index.ts'
import type { PrintDefinition } from './define-print.ts'
import { derivedPrint, derivedPrintOf } from './derived-print.ts'
import type { PrintDocument, PrintLanguage } from './paper-description.ts'
import type { OfferedPrint } from './print-description.ts'
import { templatesOf } from './docx/templates.ts'

/** All papers that modules declare. */
export type Prints = readonly PrintDefinition[]

/** What a record of this noun can be printed as: papers of its module (or the derived one), then the company's Word templates. */
export async function offeredPrints(
  ctx: Context,
  prints: Prints,
  { object, record }: { object: ObjectDefinition; record: ApiRecord },
): Promise<OfferedPrint[]> {
  const own = papersOf(prints, object).filter(isOffered)
  // The derived paper stands in for a noun's own, not beside them.
  const papers = own
    .filter(print => print.name !== derivedPrint || own.length === 1)
    .filter(print => print.isPossible?.(ctx, record) ?? true)
  const templates = await templatesOf(ctx, object.name)
  return [
    ...papers.map(
      (print): OfferedPrint => ({
        print: print.name,
        label: printLabel(ctx, print),
        format: 'pdf',
        languages: [...print.languages],
        hasPreview: print.hasNoPreview !== true,
      }),
    ),
    ...templates.map(
      ({ id, name, language }): OfferedPrint => ({
        print: id,
        label: name,
        format: 'docx',
        languages: [language],
        hasPreview: false,
      }),
    ),
  ]
}

const isOffered = (print: PrintDefinition): boolean => !print.isElsewhere && !print.input

function papersOf(prints: Prints, object: ObjectDefinition): Prints {
  const own = prints.filter(print => print.object === object.name)
  return object.owned ? [...own, derivedPrintOf(object)] : own
}

/** The paper of that name in that language. @throws Problem 404, 409 `print.not_now` where it cannot be printed of this record, or not by this person */
export function paperNamed(
  ctx: Context,
  prints: Prints,
  {
    object,
    record,
    ask,
  }: { object: ObjectDefinition; record: ApiRecord; ask: { print: string; language: PrintLanguage } },
): PrintDefinition {
  const { print, language } = ask
  const found = papersOf(prints, object).find(one => one.name === print)
  if (!found?.languages.includes(language)) throw notFound('print')
  if (found.isPossible?.(ctx, record) === false) throw conflict('print.not_now')
  return found
}

/** What a paper is called, in the reader's language unless told. */
export const printLabel = (
  { locale }: Pick<Context, 'locale'>,
  { object, name }: Pick<PrintDefinition, 'object' | 'name'>,
): string => translate(locale, name === derivedPrint ? 'print.record' : `${object}.prints.${name}`)

/** A document that still needs consent says so across every page. */
export const marked = (
  ctx: Context,
  object: ObjectDefinition,
  record: Readonly<Record<string, unknown>>,
  document: PrintDocument,
): PrintDocument =>
  document.watermark === undefined && approvalOf(ctx, object.name) && !isApproved(ctx, object.name, record)
    ? { ...document, watermark: translate(document.language, 'print.draft') }
    : document
