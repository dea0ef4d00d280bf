export default {
  legalEntity: {
    name: 'Legal entity',
    plural: 'Legal entities',
    fields: {
      name: 'Name',
      shortName: 'Short name',
      taxNo: 'Tax number',
      taxpayerType: 'Taxpayer type',
      address: 'Registered address',
      phones: 'Phones',
      accounts: 'Bank accounts',
      isDefault: 'Default',
    },
    verbs: { makeDefault: { label: 'Make default' } },
    hints: {
      name: 'Our full name as contracts, invoices and receipts say it.',
      isDefault: 'New contracts and invoices begin with it; there is only one.',
    },
    options: { taxpayerType: { general: 'General taxpayer', smallScale: 'Small-scale taxpayer' } },
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
