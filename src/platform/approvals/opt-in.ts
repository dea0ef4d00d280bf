import { registerMessages } from '../i18n/index.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { PagePart } from '../pages/page-part.ts'
import type { ModuleDefinition, ObjectBehaviour } from '../records/module.ts'
import type { Approval } from './approval.ts'
import { assertByApproval, keepSubmitted } from './held-back.ts'
import { readRounds } from './read-rounds.ts'
import { verbWords } from './verb-words.ts'
import { approvalVerbs } from './verbs.ts'

/** The modules with what approval adds to the nouns that ask for it: verbs with their words, and rules that keep what was submitted. */
export function withApprovals(modules: readonly ModuleDefinition[]): ModuleDefinition[] {
  const objects = modules.flatMap(module => module.objects)
  return modules.map(module => {
    const asking = Object.entries(module.behaviour).flatMap(([noun, behaviour]) =>
      // Modules of a program that is put together anew have it already.
      behaviour.approval && !hasVerb(module, noun)
        ? [{ object: objectNamed(objects, noun), behaviour, approval: behaviour.approval }]
        : [],
    )
    if (asking.length === 0) return module
    for (const { object } of asking) registerMessages(verbWords(object.name))
    return {
      ...module,
      pageParts: [...module.pageParts, ...asking.map(({ object }) => roundsWithPage(object))],
      actions: [...module.actions, ...asking.flatMap(one => approvalVerbs(one.object, one.approval))],
      behaviour: {
        ...module.behaviour,
        ...Object.fromEntries(asking.map(one => [one.object.name, guarded(one)])),
      },
    }
  })
}

/** The band under the head of the record's page asks for its rounds: they come with the page. */
const roundsWithPage = (object: ObjectDefinition): PagePart => ({
  on: [object.name],
  of: object.name,
  read: async (ctx, _on, { id }) => [
    { path: `/${kebabCase(object.plural)}/${id}/approval`, query: {}, answer: await readRounds(ctx, object, id) },
  ],
})

const hasVerb = ({ actions }: ModuleDefinition, noun: string): boolean =>
  actions.some(({ definition }) => definition.object.name === noun && definition.verb === 'submit')

function objectNamed(objects: readonly ObjectDefinition[], name: string): ObjectDefinition {
  const object = objects.find(one => one.name === name)
  if (!object) throw new Error(`approval of ${name}, which nobody declared`)
  return object
}

interface Asking {
  object: ObjectDefinition
  behaviour: ObjectBehaviour
  approval: Approval
}

const guarded = ({ object, behaviour, approval }: Asking): ObjectBehaviour => ({
  ...behaviour,
  derive: async (ctx, drafts) => {
    assertByApproval(ctx, approval, drafts)
    await behaviour.derive?.(ctx, drafts)
  },
  keep: async (ctx, ids) => {
    await keepSubmitted(ctx, object, approval, ids)
    await behaviour.keep?.(ctx, ids)
  },
})
