import { open } from 'node:fs/promises'
import { Problem } from '../../errors.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { openCsv } from './read-csv.ts'
import type { ReadChoices, SheetFile } from './sheet-file.ts'
import { openXlsx } from './xlsx/read-xlsx.ts'

/**
 * Opens a file of any kind that an import takes, told by how it begins, whatever it is called. The one way in which files are read.
 * Problems: `import.old_workbook` (.xls, or one with a password), and those of `openCsv` and `openXlsx`.
 */
export async function openFile(
  path: string,
  choices: ReadChoices = {},
  limits: ImportLimits = importLimits,
): Promise<SheetFile> {
  const start = await beginning(path)
  if (start.equals(OLD_OFFICE)) throw new Problem(422, 'import.old_workbook')
  return start.equals(ARCHIVE) ? await openXlsx(path, choices, limits) : await openCsv(path, { limits })
}

const ARCHIVE = Buffer.from('504b0304', 'hex')
const OLD_OFFICE = Buffer.from('d0cf11e0', 'hex')

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
