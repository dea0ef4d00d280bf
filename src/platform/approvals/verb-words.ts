import type { Messages } from '../records/module.ts'

/** What the verbs of approval are called on a noun, in both languages. */
export const verbWords = (noun: string): { zh: Messages; en: Messages } => ({
  zh: {
    [noun]: {
      verbs: {
        submit: { label: '提交审批', opinion: '说明', approvers: '审批人' },
        resubmit: { label: '重新提交', opinion: '说明' },
        withdraw: { label: '撤回', reason: '撤回原因' },
      },
    },
  },
  en: {
    [noun]: {
      verbs: {
        submit: { label: 'Submit for approval', opinion: 'Note', approvers: 'Approvers' },
        resubmit: { label: 'Submit again', opinion: 'Note' },
        withdraw: { label: 'Withdraw', reason: 'Why it is withdrawn' },
      },
    },
  },
})
