import type { ImportEdge } from './imports.ts'
import type { ModuleGraph } from './module-graph.ts'

/** Where a file lives decides what it may know. */
interface Place {
  zone: 'platform' | 'module' | 'declarations' | 'module web' | 'web' | 'composition' | 'outside'
  module?: string
  isTest: boolean
}

/** Parts of the platform that run in the browser as well as on the server. */
export const browserPlatform =
  /^src\/platform\/((objects|fields|i18n)\/|.*\.(object|verbs|rules)\.ts$|.*-description\.ts$|.*\/messages\.\w+\.ts$)/
/** What declarations may be built of. */
const declarationPlatform = /^src\/platform\/(objects|fields)\//
/** What nouns of several modules have in common: a document's fields, and how money is rounded and split. */
const sharedFields = /(\.fields|\/money\.rules)\.ts$/
/** The only files that know the list of modules, beside tests. */
const knowModules = new Set(['src/app.ts', 'src/web/main.tsx', 'src/web/modules.ts'])

/** Every rule that this one import breaks, as a sentence without file names. */
export function findingsOfEdge(edge: ImportEdge, graph: ModuleGraph): string[] {
  const from = placeOf(edge.from)
  if (edge.to === undefined) return packageFindings(from, edge)
  const to = placeOf(edge.to)
  const broken: string[] = []
  if (to.isTest) broken.push('nothing imports a test')
  if (to.zone === 'outside' && !(from.isTest && edge.to.startsWith('test/')) && edge.to !== 'package.json') {
    broken.push('src stands alone; only its tests use what lies in test/')
  }
  if (!isBrowser(from) && (isBrowser(to) || edge.to.endsWith('.tsx')))
    broken.push('the server imports nothing of the browser')
  broken.push(...zoneFindings(edge, { from, to, graph }))
  return [...new Set(broken)]
}

function zoneFindings(edge: ImportEdge, { from, to, graph }: { from: Place; to: Place; graph: ModuleGraph }): string[] {
  const target = edge.to ?? ''
  switch (from.zone) {
    case 'platform':
      return to.zone === 'platform' || to.zone === 'outside'
        ? []
        : ['the platform knows nothing of modules, screens or the program']
    case 'composition':
      return to.module && !knowModules.has(edge.from) && !from.isTest
        ? ['only src/app.ts knows the list of modules']
        : to.module && target !== `src/modules/${to.module}/index.ts`
          ? ['a module is known by its index.ts alone']
          : []
    case 'module':
      if (to.zone === 'platform' || to.zone === 'outside') return []
      if (to.zone === 'composition') return from.isTest ? [] : ['a module does not know the program']
      return to.module === from.module ? [] : foreignModule(edge, { from, to, graph, face: 'index.ts' })
    case 'declarations':
      if (to.zone === 'platform')
        return declarationPlatform.test(target)
          ? []
          : ['a declaration stands on platform/objects and platform/fields alone']
      if (to.module === from.module)
        return to.zone === 'declarations'
          ? []
          : ['the browser reads this file: it may import object, rules and message files only']
      return to.zone === 'declarations' && (edge.typeOnly || sharedFields.test(target))
        ? undeclared(from, to, graph)
        : ['of another module a declaration imports types of object files only, and fields that nouns share']
    case 'module web':
      if (to.zone === 'platform')
        return browserPlatform.test(target) ? [] : ['not a part of the platform that the browser may read']
      if (to.zone === 'web' || to.zone === 'outside') return []
      if (to.zone === 'composition') return ['a screen does not know the program']
      if (to.module === from.module) return to.zone === 'module' ? ['the browser may not read server code'] : []
      return foreignModule(edge, { from, to, graph, face: 'web/index.ts' })
    case 'web':
      if (to.zone === 'platform')
        return browserPlatform.test(target) ? [] : ['not a part of the platform that the browser may read']
      if (to.zone === 'composition') return ['a screen does not know the program']
      if (to.module) {
        if (!knowModules.has(edge.from))
          return ['only src/web/main.tsx and src/web/modules.ts know the list of modules']
        return to.zone === 'module' ? ['the browser may not read server code'] : []
      }
      return []
    case 'outside':
      return []
  }
}

/** Another module is known by its face, and only when `dependsOn` says so; object files may be imported as types. */
function foreignModule(
  edge: ImportEdge,
  { from, to, graph, face }: { from: Place; to: Place; graph: ModuleGraph; face: string },
): string[] {
  const isFace = edge.to === `src/modules/${to.module}/${face}`
  const isTypeOfObject = edge.typeOnly && to.zone === 'declarations'
  if (!isFace && !isTypeOfObject) return [`of another module only its ${face} may be imported`]
  return undeclared(from, to, graph)
}

function undeclared(from: Place, to: Place, graph: ModuleGraph): string[] {
  if (!from.module || !to.module || graph.modules.get(from.module)?.has(to.module)) return []
  return [`dependsOn of ${from.module} does not name ${to.module}`]
}

/** Packages of the server, which must not reach the browser even as types: they would draw the server's thinking into the screens. */
export const serverPackages = new Set([
  'pg',
  'pg-copy-streams',
  'kysely',
  'fastify',
  'graphile-worker',
  'pino',
  'pinyin-pro',
  'csv-parse',
  'csv-stringify',
])
export const isServerPackage = (name: string): boolean =>
  name.startsWith('node:') || serverPackages.has(name) || name.startsWith('@fastify/')
/** What draws screens; the server has no use for it. */
const browserPackages = /^(react|react-dom|react-i18next|antd|echarts|@ant-design\/icons|@dnd-kit\/core|@tanstack\/.*)$/

function packageFindings(from: Place, edge: ImportEdge): string[] {
  const name = edge.package ?? ''
  if (from.isTest) return []
  if ((isBrowser(from) || from.zone === 'declarations') && isServerPackage(name))
    return ['a package of the server, in a file that the browser reads']
  if (!isBrowser(from) && browserPackages.test(name)) return ['a package of the browser, in a file of the server']
  return []
}

const isBrowser = (place: Place): boolean => place.zone === 'web' || place.zone === 'module web'

export function placeOf(path: string): Place {
  const isTest = /\.(test|nightly|e2e)\.tsx?$/.test(path)
  const [top, second, third, ...rest] = path.split('/')
  if (top !== 'src') return { zone: 'outside', isTest: false }
  if (second === 'platform') return { zone: 'platform', isTest }
  if (second === 'web') return { zone: 'web', isTest }
  if (second !== 'modules' || third === undefined || rest.length === 0) return { zone: 'composition', isTest }
  if (rest[0] === 'web') return { zone: 'module web', module: third, isTest }
  const file = rest.at(-1) ?? ''
  if (/\.(object|verbs|rules|fields)\.ts$/.test(file) || /^(\w+\.)?messages\.\w+\.ts$/.test(file))
    return { zone: 'declarations', module: third, isTest }
  return { zone: 'module', module: third, isTest }
}
