/**
 * Who is called by `@name` in a text, by id. Where one name begins with another (王芳, 王芳芳) the longer one is meant; two people of one
 * name are both meant.
 */
export function mentionedIn(text: string, people: readonly { id: string; name: string }[]): string[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length)
  const found = new Set<string>()
  for (const { index } of text.matchAll(/@/g)) {
    const rest = text.slice(index + 1)
    const called = byLength.find(({ name }) => name !== '' && rest.startsWith(name))?.name
    for (const { id, name } of people) if (name === called) found.add(id)
  }
  return [...found]
}
