import { useCatalog } from '#web/api/index.ts'

/** Says how many records of each noun move along: 联系人 3、商机 1. */
export function useAttachedWords(): (counts: Readonly<Record<string, number>>) => string {
  const catalog = useCatalog()
  return counts =>
    Object.entries(counts)
      .map(([name, count]) => `${catalog.find(object => object.name === name)?.label ?? name} ${count}`)
      .join(' · ')
}
