export default {
  customer: {
    verbs: {
      flagHot: { label: 'Flag as hot', reason: 'Why it is hot' },
      clearHot: { label: 'No longer hot' },
      dismissHot: { label: 'Dismiss the suggestion' },
    },
  },
  hot: {
    causes: {
      stalled: 'Opportunity “{title}” stands still, no follow-up for {figure} days',
      large: 'Large opportunity “{title}” worth {figure}',
      missed: 'A contact promised for {figure} has not taken place',
    },
  },
  problems: { 'hot.reason_needed': 'Say why this customer is hot, for example “decision within two weeks”.' },
  tiles: {
    hot: {
      customers: {
        title: 'Hot customers',
        empty: 'No customer is hot now; on a customer’s page one is flagged, with the reason.',
      },
      suggestions: {
        title: 'Customers that need attention',
        empty: 'No large deal stands still and no contact was missed.',
      },
    },
  },
  notices: {
    kinds: { customer: { hot: { label: 'A customer was flagged as hot', text: '{by} flagged {title} as hot' } } },
  },
}
