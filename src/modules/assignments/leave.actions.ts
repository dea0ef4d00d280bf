import { date, defineVerb } from '#platform/objects/index.ts'
import { userObject } from '#platform/people/user.object.ts'
import { defineAction } from '#platform/records/index.ts'

/** Says when somebody is away, himself or whoever leads him. Nobody on leave is given leads by a rule. */
export const setLeave = defineVerb({
  object: userObject,
  verb: 'setLeave',
  event: 'leaveSet',
  input: { from: date(), until: date() },
  tone: 'panel',
})

export const setLeaveAction = defineAction(setLeave, async (_ctx, _user, { from, until }) => ({
  changes: { leaveFrom: from, leaveUntil: until },
}))
