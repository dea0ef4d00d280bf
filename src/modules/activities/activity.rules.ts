/** The nouns that a follow-up may be about, which are its fields, too. */
export const subjects = ['customer', 'contact', 'opportunity', 'lead'] as const
export type Subject = (typeof subjects)[number]

/** A follow-up is about somebody or something. */
export function checkSubjects(draft: { values: Record<string, unknown> }): { path: string; code: string }[] {
  return subjects.some(name => draft.values[name]) ? [] : [{ path: 'customer', code: 'activity.about_nothing' }]
}

/** The first words of a text, as it is called in a line: up to 60 characters of its first line that says something. */
export function firstWords(content: string): string {
  const line = content.split('\n').find(one => one.trim() !== '') ?? ''
  const characters = [...line.trim()]
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('')
}
