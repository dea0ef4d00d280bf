import type { TFunction } from 'i18next'
import type { ApprovalStep } from '#platform/approvals/approval-description.ts'

type StepHead = Pick<ApprovalStep, 'kind' | 'level' | 'role'>

/** Whom a step asks, as the flow says it: 直属上级, 角色“财务”. */
export function stepWords({ kind, level, role }: StepHead, t: TFunction): string {
  if (kind === 'role') return t('approvalUi.step.role', { role: role ?? '' })
  if (kind === 'superior' || kind === 'chain')
    return level === 1 ? t('approvalUi.step.superior') : t('approvalUi.step.superior_n', { level: level ?? 1 })
  return t(`approvalUi.step.${kind}`)
}

/** Why somebody else is asked than the flow says. */
export const noteWords = (
  { code, name = '', to = '' }: { code: string; name?: string; to?: string },
  t: TFunction,
): string => t(`approvalUi.note.${code}`, { name, to })
