/** What a check gives back: what is wrong, one line each, and what it looked at, so that "nothing wrong" cannot mean "saw nothing". */
export interface CheckOutcome {
  findings: string[]
  saw: string
}

/** A check takes the root folder of the project (or of a copy of it) and never changes anything in it. */
export type Check = (root: string) => Promise<CheckOutcome>
