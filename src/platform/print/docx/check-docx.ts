import { Problem } from '../../errors.ts'
import { openZip, type ZipFile } from '../../transfer/reading/xlsx/zip-file.ts'
import { attribute, readXml } from '../../transfer/reading/xlsx/xml.ts'
import { importLimits } from '../../transfer/reading/limits.ts'

/** What a template takes; a letter with pictures has some hundred kilobytes. */
export const templateLimits = {
  ...importLimits,
  bytes: 5 * 1024 * 1024,
  unpacked: 60 * 1024 * 1024,
  parts: 500,
  time: 10_000,
}

/**
 * Looks at a Word file part by part: whether it is one, whether it is of a sane size when unpacked, and that it neither holds a program nor fetches anything.
 * @throws Problem `print_template.damaged`, `.protected`, `.too_large`, `.hostile` (with what was found) (422)
 */
export async function checkDocx(path: string): Promise<void> {
  try {
    const zip = await openZip(path, templateLimits)
    if (!zip.has('[content_types].xml') || !zip.has('word/document.xml')) throw problem('damaged')
    for (const name of zip.names) await checkPart(zip, name)
  } catch (error) {
    throw asOurs(error)
  }
}

const problem = (what: string, params: Record<string, unknown> = {}): Problem =>
  new Problem(422, `print_template.${what}`, { params })

const hostile = (found: string): Problem => problem('hostile', { found })

/** The readers of archives and XML speak of workbooks. */
function asOurs(error: unknown): unknown {
  if (!(error instanceof Problem)) return error
  const [, what] = /^import\.workbook_(damaged|protected|too_large|hostile)$/.exec(error.code) ?? []
  if (what === undefined) return error
  return what === 'hostile' ? hostile('zip') : problem(what)
}

/** Programs, and files of other programs that would start them. */
const forbiddenParts = /(^|\/)(vbaproject\.bin|vbadata\.xml|activex\/|embeddings\/|afchunk)/i
const forbiddenKinds = /macroEnabled|vbaProject|activeX|oleObject|ms-office\.activeX/i
const forbiddenTags = new Set(['altChunk', 'object', 'OLEObject', 'control', 'subDoc', 'mailMerge', 'dataSource'])
/** Fields that read other files, other addresses or start something. */
const forbiddenFields =
  /(^|[^\p{L}\d])(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|EMBED|MACROBUTTON|DATABASE|RD|AUTOTEXT|GOTOBUTTON|FILLIN|ASK)(?![\p{L}\d])/iu
const deepest = 200

async function checkPart(zip: ZipFile, name: string): Promise<void> {
  if (forbiddenParts.test(name)) throw hostile(name)
  if (!/\.(xml|rels)$/i.test(name)) return drain(zip, name)
  const isRelations = /\.rels$/i.test(name)
  let fields = ''
  let isInstruction = false
  let depth = 0
  await readXml(zip.read(name), {
    open: (tag, attributes) => {
      depth += 1
      if (depth > deepest) throw hostile('depth')
      if (isRelations && tag === 'Relationship') checkRelation(attributes)
      if (tag === 'Default' || tag === 'Override') {
        const kind = attribute(attributes, 'ContentType') ?? ''
        if (forbiddenKinds.test(kind)) throw hostile(kind)
      }
      if (forbiddenTags.has(tag)) throw hostile(tag)
      if (tag === 'fldSimple') fields += `\n${attribute(attributes, ':instr') ?? ''}`
      // One field's words may be cut into many runs; a new field begins a new line.
      if (tag === 'fldChar' && /begin/.test(attributes)) fields += '\n'
      isInstruction = tag === 'instrText'
    },
    close: () => {
      depth -= 1
      isInstruction = false
    },
    text: text => {
      if (isInstruction) fields += text
    },
  })
  const found = fields.split('\n').find(one => forbiddenFields.test(one))
  if (found !== undefined) throw hostile(found.trim().slice(0, 60))
}

/** The bytes are counted as they come. */
async function drain(zip: ZipFile, name: string): Promise<void> {
  for await (const _ of zip.read(name)) continue
}

/** Links that people click may lead out; everything else would be fetched when the file is opened. */
function checkRelation(attributes: string): void {
  const target = attribute(attributes, 'Target') ?? ''
  const kind = attribute(attributes, 'Type') ?? ''
  const leadsOut =
    /^external$/i.test(attribute(attributes, 'TargetMode') ?? '') || /^([a-z][a-z\d+.-]*:|\\\\|\/\/)/i.test(target)
  if (!leadsOut) return
  if (kind.endsWith('/hyperlink') && /^(https?|mailto|tel):/i.test(target)) return
  throw hostile(`${kind.split('/').at(-1) ?? ''} ${target}`.trim().slice(0, 80))
}
