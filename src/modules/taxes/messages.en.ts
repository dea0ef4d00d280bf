export default {
  taxRate: {
    name: 'Tax rate',
    plural: 'Tax rates',
    fields: { name: 'Name', kind: 'Kind', percent: 'Rate (%)', usualFor: 'Usual for', state: 'State' },
    hints: { usualFor: 'Lines of documents of a legal entity of this kind get this rate unless told otherwise.' },
    options: {
      kind: { rate: 'Rate', levy: 'Levy', exempt: 'Exempt', nonTaxable: 'Not taxable' },
      usualFor: { general: 'General taxpayers', smallScale: 'Small-scale taxpayers' },
      state: { active: 'In use', retired: 'Retired' },
    },
    verbs: { retire: { label: 'Retire' }, reinstate: { label: 'Reinstate' } },
    views: { active: 'In use', retired: 'Retired', all: 'All' },
  },
}
