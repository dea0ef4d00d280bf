import { type FieldProblem, invalid, Problem } from '../errors.ts'
import { type Directory, departmentsAbove, type Someone, superiorsOf } from './directory.ts'
import type { FlowStep, StepKind, StepMode } from './flow-description.ts'

/** Why somebody else is asked than the flow says: the key of a message, and whom it is about. */
export interface Note {
  code: 'requester' | 'left' | 'onLeave' | 'deputy' | 'noRight' | 'empty' | 'noSuperior' | 'noHead' | 'administrator'
  /** Whose place it was. */
  name?: string
  /** Who is asked in it. */
  to?: string
}

/** A step with the people whom it will ask. */
export interface PlannedStep {
  kind: StepKind
  mode: StepMode
  people: Someone[]
  notes: Note[]
  /** Of a role its id, of superiors the level. */
  role?: string
  level?: number
}

/** For whom a course is planned. */
export interface CourseAsk {
  steps: readonly FlowStep[]
  requester: string | null
  /** Whom the requester named; null where he has not been asked yet (a trial). */
  chosen: readonly string[] | null
}

/**
 * The course that a record would take: who is asked, in which order. Nobody is passed over in silence: in place of whoever is not there the next
 * superior is asked, else those who administer; whoever submits never decides himself.
 * @throws Problem `invalid` when the requester must name people; `approval.nobody` (422) when there is nobody at all
 */
export function planCourse(directory: Directory, { steps, requester, chosen }: CourseAsk): PlannedStep[] {
  return steps.flatMap(step => planStep(directory, { step, requester, chosen }))
}

interface StepAsk {
  step: FlowStep
  requester: string | null
  chosen: readonly string[] | null
}

function planStep(directory: Directory, ask: StepAsk): PlannedStep[] {
  const { step, requester } = ask
  switch (step.kind) {
    case 'people':
      return [filled(directory, requester, { kind: step.kind, mode: step.mode }, known(directory, step.people))]
    case 'chosen':
      if (ask.chosen === null) return [{ kind: step.kind, mode: step.mode, people: [], notes: [] }]
      return [filled(directory, requester, { kind: step.kind, mode: step.mode }, chosenPeople(directory, ask))]
    case 'role':
      return [ofRole(directory, requester, step)]
    case 'superior':
      return [ofSuperior(directory, requester, step)]
    case 'chain':
      return ofChain(directory, requester, step)
    case 'head':
      return [ofHead(directory, requester, step)]
  }
}

const known = ({ people }: Directory, ids: readonly string[]): Someone[] => ids.flatMap(id => people.get(id) ?? [])

/** Those whom the requester named, if the step lets him. */
function chosenPeople(directory: Directory, { step, requester, chosen }: StepAsk): Someone[] {
  if (step.kind !== 'chosen' || chosen === null) return []
  const named = known(directory, chosen)
  const problem = (code: string): FieldProblem => ({ path: 'approvers', code })
  if (named.length === 0) throw invalid([problem('approval.choose')])
  if (named.some(person => person.id === requester)) throw invalid([problem('approval.choose_others')])
  if (named.some(person => !isOffered(step, person) || !isFit(directory, requester, person)))
    throw invalid([problem('approval.not_offered')])
  return named
}

/** Whether a step lets the requester name this person. */
export function isOffered(step: FlowStep, person: Someone): boolean {
  if (step.kind !== 'chosen') return false
  if (step.people.length === 0 && step.roles.length === 0) return true
  return step.people.includes(person.id) || person.roles.some(role => step.roles.includes(role))
}

type Head = Pick<PlannedStep, 'kind' | 'mode' | 'role' | 'level'>

/** A role asks those of its people who are there; only when none is, somebody else. */
function ofRole(directory: Directory, requester: string | null, step: FlowStep & { kind: 'role' }): PlannedStep {
  const head: Head = { kind: 'role', mode: step.mode, role: step.role }
  const holders = [...directory.people.values()].filter(person => person.roles.includes(step.role) && !person.hasLeft)
  const fit = holders.filter(person => isFit(directory, requester, person) && !person.isOnLeave)
  if (fit.length > 0) {
    const notes: Note[] = holders.some(person => person.id === requester) ? [{ code: 'requester' }] : []
    return { ...head, people: fit, notes }
  }
  return filled(directory, requester, head, holders, { code: 'empty' })
}

/** The n-th superior; where the line is shorter, the highest there is. */
function ofSuperior(
  directory: Directory,
  requester: string | null,
  step: FlowStep & { kind: 'superior' },
): PlannedStep {
  const head: Head = { kind: 'superior', mode: step.mode, level: step.level }
  const line = requester === null ? [] : superiorsOf(directory, requester)
  const person = line[step.level - 1] ?? line.at(-1)
  const notes: Note[] = line.length < step.level && person ? [{ code: 'noSuperior', to: person.name }] : []
  const planned = filled(directory, requester, head, person ? [person] : [], { code: 'noSuperior' })
  return { ...planned, notes: [...notes, ...planned.notes] }
}

/** Superiors one after the other, each a step of its own; who stands twice in a row is asked once. */
function ofChain(directory: Directory, requester: string | null, step: FlowStep & { kind: 'chain' }): PlannedStep[] {
  const line = (requester === null ? [] : superiorsOf(directory, requester)).slice(0, step.level)
  const end = step.role === null ? -1 : line.findIndex(person => person.roles.includes(step.role ?? ''))
  const asked = end === -1 ? line : line.slice(0, end + 1)
  const head = (level: number): Head => ({ kind: 'chain', mode: step.mode, level })
  if (asked.length === 0) return [filled(directory, requester, head(1), [], { code: 'noSuperior' })]
  const planned = asked.map((person, index) => filled(directory, requester, head(index + 1), [person]))
  return planned.filter((one, index) => index === 0 || !isSamePeople(one, planned[index - 1]))
}

const isSamePeople = (a: PlannedStep, b: PlannedStep | undefined): boolean =>
  b !== undefined && a.people.map(one => one.id).join() === b.people.map(one => one.id).join()

/** The head of the requester's department; a department without one has that of the next above. */
function ofHead(directory: Directory, requester: string | null, step: FlowStep & { kind: 'head' }): PlannedStep {
  const head: Head = { kind: 'head', mode: step.mode }
  const above = departmentsAbove(directory, directory.people.get(requester ?? '')?.department ?? null)
  const heads = above.flatMap(id => directory.departments.get(id)?.head ?? []).filter(id => id !== requester)
  const own = directory.departments.get(above[0] ?? '')?.head ?? null
  const person = directory.people.get(heads[0] ?? '')
  const planned = filled(directory, requester, head, person ? [person] : [], { code: 'noHead' })
  if (!person || own === person.id) return planned
  const note: Note = own === requester ? { code: 'requester', to: person.name } : { code: 'noHead', to: person.name }
  return { ...planned, notes: [note, ...planned.notes] }
}

/** A step with those who are there in place of those who are not; `missing` says why when there was nobody to begin with. */
function filled(
  directory: Directory,
  requester: string | null,
  head: Head,
  people: readonly Someone[],
  missing?: Note,
): PlannedStep {
  const notes: Note[] = []
  const missed: Note[] = []
  const asked: Someone[] = []
  for (const person of people) {
    const found = insteadOf(directory, requester, person)
    if (found.note) (found.person ? notes : missed).push(found.note)
    if (found.person && !asked.some(one => one.id === found.person?.id)) asked.push(found.person)
  }
  if (asked.length > 0) return { ...head, people: asked, notes }
  const fallback = lastResort(directory, requester)
  if (fallback.people.length === 0) throw new Problem(422, 'approval.nobody')
  const to = fallback.people.map(person => person.name).join('、')
  const first = missed[0] ?? missing ?? { code: 'empty' as const }
  return {
    ...head,
    mode: 'any',
    people: fallback.people,
    notes: [{ ...first, to }, ...(fallback.isAdministrator ? [{ code: 'administrator' as const, to }] : [])],
  }
}

/** Who decides in somebody's place, and why; he himself where he is there. */
export function insteadOf(
  directory: Directory,
  requester: string | null,
  person: Someone,
): { person: Someone | null; note?: Note } {
  const why = whyNot(directory, requester, person)
  if (why === null) return { person }
  const deputy = why === 'onLeave' ? directory.people.get(person.deputy ?? '') : undefined
  if (deputy && whyNot(directory, requester, deputy) === null)
    return { person: deputy, note: { code: 'deputy', name: person.name, to: deputy.name } }
  const next = superiorsOf(directory, person.id).find(one => whyNot(directory, requester, one) === null)
  if (next) return { person: next, note: { code: why, name: person.name, to: next.name } }
  // Somebody on leave is better than nobody.
  return why === 'onLeave' ? { person } : { person: null, note: { code: why, name: person.name } }
}

type Hindrance = 'requester' | 'left' | 'noRight' | 'onLeave'

function whyNot(directory: Directory, requester: string | null, person: Someone): Hindrance | null {
  if (person.id === requester) return 'requester'
  if (person.hasLeft) return 'left'
  if (!directory.mayRead(person)) return 'noRight'
  return person.isOnLeave ? 'onLeave' : null
}

/** Whether somebody may decide: he is here, may read such records, and is not the one who asks. */
export const isFit = (directory: Directory, requester: string | null, person: Someone): boolean =>
  [null, 'onLeave'].includes(whyNot(directory, requester, person))

/** The requester's next superior who may decide, else those who administer the company; nobody where he is the only one of them. */
export function lastResort(
  directory: Directory,
  requester: string | null,
): { people: Someone[]; isAdministrator: boolean } {
  const line = requester === null ? [] : superiorsOf(directory, requester)
  const superior = line.find(person => whyNot(directory, requester, person) === null)
  if (superior) return { people: [superior], isAdministrator: false }
  const people = known(directory, directory.administrators).filter(person => isFit(directory, requester, person))
  return { people, isAdministrator: true }
}
