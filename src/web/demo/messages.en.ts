export default {
  demo: {
    banner: 'This is a demo company: people and figures are invented, and you may change everything.',
    choose: 'Click a person to come in',
    text: 'The demo company has 18 months of data, and each person sees another part. All passwords are {password}.',
    roles: {
      administrator: 'Settings, accounts, fields, rights',
      director: 'Opportunities and reports of the whole company',
      salesManager: 'Workbench and results of the team',
      salesperson: 'Own customers, follow-ups, opportunities',
      finance: 'Reads everything, may export',
      marketing: 'Campaigns and leads',
      service: 'Sees customers, writes what was said',
    },
  },
}
