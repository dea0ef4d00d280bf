export default {
  api: {
    documents: {
      offer: 'What lines would take over from products, with prices',
      months: 'Closed months of a year',
      closeMonth: 'Close a month',
      reopenMonth: 'Open a closed month',
    },
  },
  api_groups: { documents: 'Documents and closing' },
  rights: { month: { close: 'Close months and open them again' } },
  audit: { kinds: { month_closed: 'Month closed', month_reopened: 'Month opened again' } },
  exchangeRate: {
    name: 'Exchange rate',
    plural: 'Exchange rates',
    fields: { currency: 'Currency', on: 'In use from', rate: 'Rate', remark: 'Remark' },
    hints: { rate: 'What one unit is worth in the base currency, from that day until a later one says otherwise.' },
  },
  problems: {
    document: {
      discount_too_large: 'The discount is larger than the lines, which come to {amount}: make it smaller.',
    },
    month: {
      closed:
        '{month} is closed: nothing dated in it can change. Choose a later date, or ask finance to open the month.',
      closed_already: '{month} is closed already.',
      not_begun: '{month} has not begun and cannot be closed: choose this month or an earlier one.',
      reason_needed: 'Say why the month is opened again.',
    },
    exchangeRate: { twice: 'This currency has a rate of this day already: change that one.' },
  },
}
