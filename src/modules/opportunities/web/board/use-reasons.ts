import { fieldNamed, isProblem, useObjectNamed } from '#web/api/index.ts'
import { useProblemText } from '#web/ui/index.ts'

/** Why an opportunity was refused: each wrong field by its label with what is wrong, or what the problem itself says. */
export function useReasons(): (error: unknown) => string[] {
  const problemText = useProblemText()
  const object = useObjectNamed('opportunity')
  return error => {
    const fields = isProblem(error) ? error.fields : []
    if (fields.length === 0) return [problemText(error)]
    return fields.map(({ path, message }) => {
      const label = object && fieldNamed(object, path)?.label
      return label ? `${label}: ${message}` : message
    })
  }
}
