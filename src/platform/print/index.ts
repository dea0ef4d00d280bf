// The public face of paper.
export {
  definePrint,
  definePrintValues,
  type PrintDefinition,
  type PrintHow,
  type PrintValues,
} from './define-print.ts'
export type { PrintBlock, PrintDocument, PrintLanguage, PrintPair, PrintParty } from './paper-description.ts'
export { openWriter, type Writer, type WriterColumn } from './writer.ts'
