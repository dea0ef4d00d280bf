import { tableOf } from '../access/visible.ts'
import { withApprovals } from '../approvals/opt-in.ts'
import { mergeCatalog, type Catalog } from '../objects/catalog.ts'
import { fieldsWithSets, userRoles, withSets } from '../objects/options.ts'
import { readOverlay } from '../overlay/read-overlay.ts'
import { behavioursOf } from './behaviours.ts'
import type { Context } from './context.ts'
import type { Behaviour, ModuleDefinition } from './module.ts'

/** The modules put together: what the program is, apart from any company. */
export interface Assembly {
  modules: readonly ModuleDefinition[]
  behaviour: Behaviour
  /** Adds the company's catalog and the modules' behaviour to the start of a context. */
  contextOf: (start: Omit<Context, 'catalog' | 'behaviour'>) => Promise<Context>
  /** After the overlay of a company was changed: the next context reads it anew. */
  forgetOverlay: (companyId: string) => void
}

/** How long another process may go on with an overlay that was changed here, in milliseconds. */
const overlayAge = 500

/** Puts modules together. */
export function assemble(declared: readonly ModuleDefinition[]): Assembly {
  const modules = withOptionSets(withApprovals(declared))
  const behaviour: Behaviour = {
    objects: behavioursOf(modules.map(module => module.behaviour)),
    importing: Object.assign({}, ...modules.map(module => module.importing)),
    grants: modules.map(({ objects: own, grants }) => ({ objects: own.map(object => object.name), grants })),
    fieldRights: modules.map(module => module.fieldRights),
    actions: modules.flatMap(module => module.actions),
    holdings: modules.flatMap(module => module.holdings),
  }
  const objects = modules.flatMap(module => module.objects)
  const borrowed = modules
    .flatMap(module => module.ownTables)
    .find(table => objects.some(one => tableOf(one) === table))
  if (borrowed) throw new Error(`${borrowed} is the table of a noun, no module writes it itself`)
  const verbs = behaviour.actions.map(action => action.definition)
  const known = new Map<string, { catalog: Catalog; until: number }>()
  const changes = new Map<string, number>()
  return {
    modules,
    behaviour,
    forgetOverlay: companyId => {
      known.delete(companyId)
      changes.set(companyId, (changes.get(companyId) ?? 0) + 1)
    },
    contextOf: async start => {
      const entry = known.get(start.company.id)
      if (entry && entry.until >= Date.now()) return { ...start, catalog: entry.catalog, behaviour }
      const changed = changes.get(start.company.id)
      const overlay = await readOverlay(start.db)
      const catalog =
        entry?.catalog.overlay.version === overlay.version ? entry.catalog : mergeCatalog(objects, verbs, overlay)
      // What was read while it was being changed is good for this request and no other.
      if (changes.get(start.company.id) === changed)
        known.set(start.company.id, { catalog, until: Date.now() + overlayAge })
      return { ...start, catalog, behaviour }
    },
  }
}

/** Shared options are put where fields and verbs name them, so that from here on every choice has its options. */
function withOptionSets(modules: readonly ModuleDefinition[]): ModuleDefinition[] {
  const sets = [userRoles, ...modules.flatMap(module => module.optionSets)]
  return modules.map(module => ({
    ...module,
    objects: module.objects.map(object => withSets(object, sets)),
    actions: module.actions.map(({ definition, ...action }) => ({
      ...action,
      definition: {
        ...definition,
        object: withSets(definition.object, sets),
        input: fieldsWithSets(definition.input, sets),
      },
    })),
  }))
}
