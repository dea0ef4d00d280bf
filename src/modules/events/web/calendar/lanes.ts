/** Something that takes a stretch of a day, in minutes after midnight. */
export interface Stretch {
  from: number
  until: number
}

/** Where it stands beside what happens at the same time: the number of its lane, and of how many. */
export interface Placed<T> {
  item: T
  lane: number
  lanes: number
}

/** Puts stretches that overlap beside each other: each in the first lane that is free, all of one cluster in lanes of equal width. */
export function inLanes<T extends Stretch>(items: readonly T[]): Placed<T>[] {
  const placed: Placed<T>[] = []
  let cluster: Placed<T>[] = []
  let ends: number[] = []
  const close = () => {
    for (const one of cluster) one.lanes = ends.length
    placed.push(...cluster)
    cluster = []
    ends = []
  }
  for (const item of [...items].sort((a, b) => a.from - b.from || b.until - a.until)) {
    if (cluster.length > 0 && ends.every(end => end <= item.from)) close()
    const free = ends.findIndex(end => end <= item.from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = item.until
    cluster.push({ item, lane, lanes: 1 })
  }
  close()
  return placed
}
