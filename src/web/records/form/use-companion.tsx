import { type ReactNode, Suspense, useState } from 'react'
import { type ApiRecord, api, noteRecord, type ObjectDescription, useSession } from '#web/api/index.ts'
import { ApiProblem, isProblem } from '#web/api/problem.ts'
import { scopeIn } from '#web/api/session.ts'
import { companionOf, lazyOnce } from '#web/shell/define-web-module.ts'

/**
 * What the quick form of this noun asks for besides (the first contact of a new customer). Where something was typed there, both records are
 * made together or not at all; else the record is made alone.
 */
export function useCompanion(object: ObjectDescription) {
  const { permissions } = useSession()
  const declared = companionOf(object.name)
  const companion = declared && scopeIn(permissions, declared.permission) !== null ? declared : undefined
  const [value, setValue] = useState<Record<string, unknown> | null>(null)
  const prefix = `${companion?.key ?? ''}.`

  async function send(
    values: Record<string, unknown>,
    {
      idempotencyKey,
      alone,
    }: { idempotencyKey: string; alone: (values: Record<string, unknown>) => Promise<ApiRecord> },
  ): Promise<ApiRecord> {
    if (!companion || value === null) return alone(values)
    try {
      const both = { [object.name]: values, [companion.key]: value }
      const made = await api.post<Record<string, ApiRecord>>(companion.path, both, { idempotencyKey })
      const record = made[object.name] as ApiRecord
      await noteRecord(object.path, record)
      return record
    } catch (error) {
      throw isProblem(error) ? withOwnPaths(error, `${object.name}.`) : error
    }
  }

  return {
    send,
    clear: () => setValue(null),
    /** Puts values into it beside those that were typed; null where this noun's form asks for nothing besides. */
    fill: companion ? (values: Record<string, unknown>) => setValue(before => ({ ...before, ...values })) : null,
    /** Whether a field problem is the companion's. */
    has: (path: string): boolean => companion !== undefined && path.startsWith(prefix),
    part: (errors: Readonly<Record<string, string>>): ReactNode => {
      if (!companion) return null
      const Part = lazyOnce(companion.load)
      const own = Object.entries(errors).filter(([path]) => path.startsWith(prefix))
      return (
        <Suspense fallback={null}>
          <Part
            value={value}
            onChange={setValue}
            errors={Object.fromEntries(own.map(([path, message]) => [path.slice(prefix.length), message]))}
          />
        </Suspense>
      )
    },
  }
}

/** The record's own fields are called in the form as they are, those of the companion keep their key. */
const withOwnPaths = (problem: ApiProblem, prefix: string): ApiProblem =>
  new ApiProblem(problem.status, {
    ...problem.document,
    fields: problem.fields.map(field => ({
      ...field,
      path: field.path.startsWith(prefix) ? field.path.slice(prefix.length) : field.path,
    })),
  })
