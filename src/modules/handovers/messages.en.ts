const transfer = {
  label: 'Transfer',
  owner: 'New owner',
  along: 'Goes along',
  keepAs: 'Former owner stays in the team',
  until: 'Until',
  reason: 'Reason',
}
const verbs = { transfer }
const options = { keepAs: { read: 'May read', edit: 'May edit' } }
const parts = {
  contact: 'Contacts',
  opportunity: 'Open opportunities',
  quote: 'Open quotes',
  contract: 'Contracts under way',
  lead: 'Open leads',
  task: 'Open tasks',
  event: 'Events to come',
}
const nouns = { verbs, options: { ...options, along: parts } }

export default {
  customer: nouns,
  lead: nouns,
  contact: nouns,
  opportunity: nouns,
  quote: { verbs, options },
  contract: { verbs, options },
  task: { verbs, options },
  event: { verbs, options },
  tiles: {
    handovers: {
      waiting: { title: 'Leavers to hand over', empty: 'Everything of those who left has been handed over.' },
    },
  },
}
