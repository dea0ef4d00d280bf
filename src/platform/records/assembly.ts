import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'
import { mergeCatalog, type Catalog, type Overlay } from '../objects/catalog.ts'
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
export function assemble(modules: readonly ModuleDefinition[]): Assembly {
  const behaviour: Behaviour = {
    objects: Object.assign({}, ...modules.map(module => module.behaviour)),
    importing: Object.assign({}, ...modules.map(module => module.importing)),
    actions: modules.flatMap(module => module.actions),
  }
  const objects = modules.flatMap(module => module.objects)
  const verbs = behaviour.actions.map(action => action.definition)
  const known = new Map<string, { catalog: Catalog; until: number }>()
  return {
    modules,
    behaviour,
    forgetOverlay: companyId => known.delete(companyId),
    contextOf: async start => {
      let entry = known.get(start.company.id)
      if (!entry || entry.until < Date.now()) {
        entry = { catalog: mergeCatalog(objects, verbs, await readOverlay(start.db)), until: Date.now() + overlayAge }
        known.set(start.company.id, entry)
      }
      return { ...start, catalog: entry.catalog, behaviour }
    },
  }
}

/** What this company's administrator changed. */
export async function readOverlay(db: Queryable): Promise<Overlay> {
  const { rows } = await sql<{
    object: string
    field: string
    id: string
    label_zh: string | null
    label_en: string | null
    is_retired: boolean
    position: number
  }>`select object, field, id, label_zh, label_en, is_retired, position from choice_options order by object, field, position, id`.execute(
    db,
  )
  return {
    options: rows.map(({ label_zh: labelZh, label_en: labelEn, is_retired: isRetired, ...row }) => ({
      ...row,
      labelZh,
      labelEn,
      isRetired,
    })),
  }
}
