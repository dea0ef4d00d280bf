export default {
  tag: {
    name: 'Tag',
    plural: 'Tags',
    fields: { name: 'Name', colour: 'Colour', nouns: 'Used for' },
    hints: { nouns: 'Empty: for everything.' },
    options: {
      colour: {
        grey: 'Grey',
        red: 'Red',
        orange: 'Orange',
        gold: 'Gold',
        green: 'Green',
        cyan: 'Cyan',
        blue: 'Blue',
        purple: 'Purple',
        magenta: 'Magenta',
      },
      nouns: {
        customer: 'Customers',
        contact: 'Contacts',
        lead: 'Leads',
        opportunity: 'Opportunities',
        campaign: 'Campaigns',
      },
    },
  },
}
