export default {
  legalEntity: {
    name: 'Legal entity',
    plural: 'Legal entities',
    fields: {
      name: 'Name',
      shortName: 'Short name',
      code: 'Code in numbers',
      taxNo: 'Tax number',
      taxpayerType: 'Taxpayer type',
      address: 'Registered address',
      phones: 'Phones',
      accounts: 'Bank accounts',
      isDefault: 'Default',
      state: 'State',
    },
    verbs: {
      makeDefault: { label: 'Make default' },
      retire: { label: 'Retire' },
      reinstate: { label: 'Use again' },
    },
    views: { active: 'In use', retired: 'Retired', all: 'All' },
    hints: {
      code: 'Tells legal entities apart in numbers, such as SH and SZ.',
      name: 'Our full name as contracts, invoices and receipts say it.',
      isDefault: 'New contracts and invoices begin with it; there is only one.',
    },
    options: {
      taxpayerType: { general: 'General taxpayer', smallScale: 'Small-scale taxpayer' },
      state: { active: 'In use', retired: 'Retired' },
    },
  },
  problems: {
    'legalEntity.default_in_use': '“{name}” is the default and cannot be retired; make another one the default first.',
  },
  bankAccount: {
    name: 'Bank account',
    plural: 'Bank accounts',
    fields: {
      legalEntity: 'Legal entity',
      bank: 'Bank',
      account: 'Account number',
      holder: 'Account holder',
      currency: 'Currency',
      isDefault: 'Default',
    },
  },
}
