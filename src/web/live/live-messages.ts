/** What the server says of changes: ids by the path of their noun, and nothing else. */
export interface LiveMessage {
  event: 'changed' | 'gone' | 'bell' | 'gap'
  ids: Record<string, string[]>
}
