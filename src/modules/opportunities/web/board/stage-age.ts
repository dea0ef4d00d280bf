/** How long an opportunity has stood in its stage, measured against the company's norm. */
export interface StageAge {
  /** Whole days; null when nobody knows since when. */
  days: number | null
  /** Within the norm or without one; beyond it; beyond twice the norm. */
  tone: 'quiet' | 'late' | 'overdue'
}

/** @param since ISO instant or null. @param normDays the stage's norm, null when it has none. */
export function stageAge(since: string | null, normDays: number | null, now: Date): StageAge {
  if (since === null) return { days: null, tone: 'quiet' }
  const days = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 86_400_000))
  const norm = normDays ?? Number.POSITIVE_INFINITY
  return { days, tone: days > 2 * norm ? 'overdue' : days > norm ? 'late' : 'quiet' }
}
