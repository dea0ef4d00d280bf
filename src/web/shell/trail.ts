import { useEffect, useSyncExternalStore } from 'react'
import type { ObjectDescription } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'

/** A step of the breadcrumb; the last one is the page itself and needs no link. */
export interface TrailStep {
  label: string
  to?: string
}

let trail: readonly TrailStep[] = []
const listeners = new Set<() => void>()

/** Says where we are: the breadcrumb in the head, and the browser's title. Pages call it with what they have; text may come later. */
export function useTrail(steps: readonly TrailStep[]): void {
  const key = JSON.stringify(steps)
  useEffect(() => {
    trail = JSON.parse(key) as TrailStep[]
    const labels = trail.map(step => step.label).filter(label => label !== '')
    document.title = [...labels.reverse(), '掌柜'].join(' · ')
    for (const listener of listeners) listener()
  }, [key])
}

/** What stands before a noun in the breadcrumb: the settings, where they lead to it. */
export function useTrailTo(object: Pick<ObjectDescription, 'navigation'>): readonly TrailStep[] {
  const t = useText()
  return object.navigation?.group === 'settings' ? [{ label: t('navigation.settings'), to: '/settings' }] : []
}

/** The breadcrumb as the page on screen has said it. */
export const useCurrentTrail = (): readonly TrailStep[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => trail,
  )
