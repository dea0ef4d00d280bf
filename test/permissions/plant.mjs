// Loaded before everything else (`node --import`): the program as it would be with one mistake, PLANTED_FAULT, in it. Its files stay as they are.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..', '..')
const fault = JSON.parse(process.env['PLANTED_FAULT'] ?? 'null')

if (fault) {
  const address = pathToFileURL(join(root, fault.file)).href
  registerHooks({
    load(url, context, next) {
      if (url !== address) return next(url, context)
      const source = readFileSync(fileURLToPath(url), 'utf8')
      if (source.split(fault.from).length !== 2) throw new Error(`${fault.file} does not have once: ${fault.from}`)
      return { format: 'module-typescript', source: source.replace(fault.from, () => fault.to), shortCircuit: true }
    },
  })
}
