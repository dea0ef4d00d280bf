import type { ApiRecord, ApiReference } from '#web/api/index.ts'

/** A stage in the making; `key` stays while it moves, `id` is missing of a new one. */
export interface StageDraft {
  key: string
  id?: string
  name: string
  kind: string
  probability: number | null
  normDays: number | null
  needs: string | null
  steps: string | null
  risks: string | null
  avoidance: string | null
  exitStandard: string | null
  guidance: string | null
  responsible: ApiReference | null
}

/** A pipeline in the making. */
export interface PipelineDraft {
  name: string
  description: string | null
  /** Ids of departments, with the line by which each stands there already. */
  departments: { id?: string; department: string }[]
  stages: StageDraft[]
}

/** What somebody changes of a pipeline that is there. */
export function draftOf(record: ApiRecord): PipelineDraft {
  const lines = (name: string) => (record[name] ?? []) as unknown as ({ id: string } & Record<string, unknown>)[]
  return {
    name: String(record.name ?? ''),
    description: (record.description as string | null) ?? null,
    departments: lines('departments').map(({ id, department }) => ({
      id,
      department: (department as ApiReference).id,
    })),
    stages: lines('stages').map(stage => ({ ...(stage as unknown as StageDraft), key: stage.id })),
  }
}

/** A stage of which only name and kind are said. */
export const newStage = (name: string, kind = 'open'): StageDraft => ({
  key: crypto.randomUUID(),
  name,
  kind,
  probability: null,
  normDays: null,
  needs: null,
  steps: null,
  risks: null,
  avoidance: null,
  exitStandard: null,
  guidance: null,
  responsible: null,
})

/** The draft as the API takes it. */
export const valuesOf = ({ name, description, departments, stages }: PipelineDraft): Record<string, unknown> => ({
  name,
  description,
  departments,
  stages: stages.map(({ key: _key, ...stage }) => stage),
})

/** Whether stages were added, taken away, moved, or changed in what they mean or need. */
export const isOtherCourse = (before: readonly StageDraft[], after: readonly StageDraft[]): boolean =>
  JSON.stringify(before.map(course)) !== JSON.stringify(after.map(course))

const course = ({ id, kind, needs }: StageDraft) => [id ?? null, kind, needs]

/** The list with the member at one place put to another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_one, at) => at !== from)
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)]
}
