/** A tree of texts as a messages file exports it; a key may itself hold dots (`'win.remark'`). `{max}` is filled from the parameters. */
export interface MessageTree {
  [key: string]: string | MessageTree
}

/** The tree with full keys, `customer.fields.name` → text: one level, so that `x.verbs.win` and `x.verbs.win.remark` can both be texts. */
export function flattenMessages(tree: MessageTree, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [key, inner] of Object.entries(tree)) {
    const name = prefix ? `${prefix}.${key}` : key
    if (typeof inner === 'string') flat[name] = inner
    else Object.assign(flat, flattenMessages(inner, name))
  }
  return flat
}

/** How i18next reads our messages, on the server and in the browser: flat keys, `{name}` for a parameter, nothing escaped. */
export const messageSyntax = {
  ns: 'messages',
  defaultNS: 'messages',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  returnNull: false,
} as const
