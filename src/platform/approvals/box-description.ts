/** The lists of approvals: what waits for one, what one decided, what one submitted. Read by browser and server. */
export const boxes = ['waiting', 'decided', 'mine'] as const
export type ApprovalBox = (typeof boxes)[number]
