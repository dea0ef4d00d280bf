import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Our own Node 24 from npm; the one that runs this script where npm has none for the machine and it is new enough. */
export function node24() {
  const own = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  console.error(
    `没有适用于 ${process.platform}-${process.arch} 的 Node 24，请自行安装 / Node 24 is needed: install it for ${process.platform}-${process.arch}.`,
  )
  process.exit(1)
}
