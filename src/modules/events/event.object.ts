import {
  choice,
  choices,
  date,
  defineObject,
  instant,
  lines,
  longText,
  number,
  owner,
  reference,
  text,
  user,
  yesNo,
} from '#platform/objects/index.ts'

const about = { isLoose: true, indexed: true } as const

/** Somebody of ours who takes part. */
export const eventParticipant = defineObject({
  name: 'eventParticipant',
  plural: 'eventParticipants',
  title: 'user',
  lineOf: { object: 'event', field: 'event' },
  fields: {
    event: reference('event', { required: true, indexed: true }),
    user: user({ required: true, indexed: true }),
  },
})

/** A time at which a repeated event does not take place, because it was moved or dropped. */
export const eventException = defineObject({
  name: 'eventException',
  plural: 'eventExceptions',
  title: 'startsAt',
  lineOf: { object: 'event', field: 'event' },
  fields: {
    event: reference('event', { required: true, indexed: true }),
    startsAt: instant({ required: true }),
  },
})

/**
 * Something at a time (T2): a meeting, a visit, a day at a fair. A repeated event is one record with its rule; a single time that was changed
 * is an exception of it and an event of its own.
 */
export const event = defineObject({
  name: 'event',
  plural: 'events',
  title: 'title',
  owned: true,
  // What is over asks nothing any more; a repeated one goes on until somebody ends it.
  open: {
    or: [
      { field: 'endsAt', op: 'gte', value: 'today' },
      { field: 'repeats', op: 'notIn', value: ['never'] },
    ],
  },
  seenWith: ['participants.user', 'customer', 'contact', 'lead', 'opportunity'],
  fields: {
    title: text({ required: true, max: 200, search: true }),
    startsAt: instant({ required: true, indexed: true }),
    endsAt: instant({ required: true, indexed: true }),
    isAllDay: yesNo({ default: false }),
    place: text({ max: 200 }),
    participants: lines('eventParticipant', { by: 'event' }),
    customer: reference('customer', about),
    contact: reference('contact', about),
    opportunity: reference('opportunity', about),
    lead: reference('lead', about),
    repeats: choice({ options: ['never', 'daily', 'weekly', 'monthly', 'yearly'], fixed: true, default: 'never' }),
    every: number({ min: 1, max: 366, default: 1 }),
    weekdays: choices({ options: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], fixed: true }),
    until: date(),
    times: number({ min: 1, max: 1000 }),
    exceptions: lines('eventException', { by: 'event' }),
    reminders: choices({ options: ['atTime', 'min15', 'min30', 'hour1', 'day1', 'day3', 'week1'], fixed: true }),
    description: longText({ max: 10_000 }),
    owner: owner(),
  },
  list: { columns: ['title', 'startsAt', 'endsAt', 'place', 'customer', 'repeats', 'owner'], sort: ['-startsAt'] },
  sections: [
    { name: 'main', fields: ['title', 'startsAt', 'endsAt', 'isAllDay', 'place', 'participants', 'owner'] },
    { name: 'about', fields: ['customer', 'contact', 'opportunity', 'lead', 'description'] },
    {
      name: 'repeat',
      fields: ['repeats', 'every', 'weekdays', 'until', 'times', 'exceptions', 'reminders'],
    },
  ],
  quick: ['title', 'startsAt', 'endsAt', 'place', 'customer'],
})
