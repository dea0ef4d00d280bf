import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

const root = join(import.meta.dirname, '..', '..')

/**
 * Starts a real Chromium that needs nothing from the machine: binary, its shared libraries and the Chinese font all come from npm
 * packages. Each launch has its own profile, removed by `close()`.
 */
export async function launchBrowser(): Promise<Browser> {
  const { binary, libraries, fontsConf } = await unpackBrowser()
  return await chromium.launch({
    executablePath: binary,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontsConf },
  })
}

interface UnpackedBrowser {
  binary: string
  libraries: string
  fontsConf: string
}

/**
 * Unpacks the browser once per installation, beside the packages it comes from. The folder appears by one rename, so two processes
 * that do this at the same time cannot see half of it.
 */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const packageFolder = join(root, 'node_modules', '@sparticuz', 'chromium')
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const cache = join(root, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true })
    const half = await mkdtemp(join(cache, 'chromium-half-'))
    await inflateInto(half, packageFolder)
    await rename(half, folder).catch(async (error: NodeJS.ErrnoException) => {
      await rm(half, { recursive: true, force: true })
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  }
  return {
    binary: join(folder, 'chromium'),
    libraries: join(folder, 'al2023', 'lib'),
    fontsConf: await writeFontsConf(),
  }
}

/** The package unpacks to fixed names in the temporary folder only, so a process of its own runs it with another temporary folder. */
async function inflateInto(folder: string, packageFolder: string): Promise<void> {
  const script = `
    import { inflate } from '@sparticuz/chromium'
    await Promise.all([inflate(process.argv[1] + '/bin/chromium.br'), inflate(process.argv[1] + '/bin/al2023.tar.br')])`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, packageFolder], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder },
  })
}

let fontsConf: Promise<string> | undefined

/** Without a font of ours every Chinese character is a box; the machine's own fonts are left out, so pictures are equal everywhere. */
function writeFontsConf(): Promise<string> {
  fontsConf ??= (async () => {
    const fonts = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
    // Always the same, beside what else the tests keep: nothing is left behind when a worker is killed.
    const folder = join(root, 'node_modules', '.cache', 'zhanggui-fonts')
    await mkdir(folder, { recursive: true })
    const file = join(folder, 'fonts.conf')
    const written = `${file}.${process.pid}`
    const alias = (family: string) =>
      `<alias binding="strong"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`
    await writeFile(
      written,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${fonts}/400Regular</dir><dir>${fonts}/700Bold</dir><cachedir>${folder}/cache</cachedir>
${['sans-serif', 'serif', 'monospace', 'system-ui'].map(alias).join('\n')}
</fontconfig>`,
    )
    await rename(written, file)
    return file
  })()
  return fontsConf
}
