export default {
  exchangeRate: {
    name: 'Exchange rate',
    plural: 'Exchange rates',
    fields: { currency: 'Currency', on: 'In use from', rate: 'Rate', remark: 'Remark' },
    hints: { rate: 'What one unit is worth in the base currency, from that day until a later one says otherwise.' },
  },
  problems: {
    document: { discount_too_large: 'The discount is larger than the lines, which come to {amount}: make it smaller.' },
    month: {
      closed:
        '{month} is closed: nothing dated in it can change. Choose a later date, or ask finance to open the month.',
    },
  },
}
