/** So many different questions about the same things are no longer the few that a program asks again and again. */
const mostNames = 1000

/**
 * Remembers what follows from things that never change, as long as those things live: `once([roles, object], 'name', work)` works it out
 * when it is asked for the first time. What is given is shared by all who ask, so nobody may change it.
 */
export function workOutOnce<V>(): (from: readonly object[], name: string, work: () => V) => V {
  const root: Known<V> = { of: new WeakMap(), values: new Map() }
  return (from, name, work) => {
    let known = root
    for (const thing of from) {
      let next = known.of.get(thing)
      if (!next) {
        next = { of: new WeakMap(), values: new Map() }
        known.of.set(thing, next)
      }
      known = next
    }
    if (known.values.has(name)) return known.values.get(name) as V
    const value = work()
    if (known.values.size >= mostNames) known.values.clear()
    known.values.set(name, value)
    return value
  }
}

interface Known<V> {
  of: WeakMap<object, Known<V>>
  values: Map<string, V>
}
