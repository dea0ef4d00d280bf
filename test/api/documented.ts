import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Person } from '#test/harness/people.ts'

/** A JSON Schema, or any part of the document. */
export type Part = Record<string, unknown>

/** An operation of the API documentation as a test calls it. */
export interface Documented {
  method: string
  path: string
  operation: Part & {
    operationId: string
    summary: string
    parameters: Part[]
    requestBody?: { content: Record<string, { schema: Part; example?: unknown }> }
    responses: Record<string, { content?: Record<string, { schema: Part }> }>
  }
}

/** The API documentation of a person, and what a test asks of it. */
export interface Documentation {
  document: Part & { components: { schemas: Record<string, Part>; parameters: Record<string, Part> } }
  operations: Documented[]
  /** What is wrong with a value by a schema of the document; null when nothing is. */
  misfit: (schema: Part, value: unknown) => string | null
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/** Reads `/api/openapi.json` as this person. */
export async function documentationOf(person: Person): Promise<Documentation> {
  const document = await person.get('/api/openapi.json', 200)
  const operations = Object.entries(document.paths as Record<string, Record<string, Documented['operation']>>).flatMap(
    ([path, item]) =>
      methods.flatMap(method => {
        const operation = item[method]
        return operation ? [{ method: method.toUpperCase(), path, operation }] : []
      }),
  )
  // Formats are the field types' own matter; here it is about form.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema({ $id: 'api', components: document.components })
  const checks = new Map<string, ReturnType<typeof ajv.compile>>()
  const misfit = (schema: Part, value: unknown): string | null => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components')
    const check = checks.get(text) ?? ajv.compile(JSON.parse(text))
    checks.set(text, check)
    return check(value) ? null : ajv.errorsText(check.errors)
  }
  return { document, operations, misfit }
}
