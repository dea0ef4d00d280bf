export default {
  competitor: {
    name: 'Competitor',
    plural: 'Competitors',
    fields: {
      name: 'Name',
      website: 'Website',
      state: 'State',
      positioning: 'Positioning',
      products: 'Products and what marks them',
      strategy: 'Sales strategy',
      service: 'Service',
      priceLevel: 'Price level',
      price: 'Prices',
      strengths: 'Strengths',
      weaknesses: 'Weaknesses',
      answer: 'Our answer',
      remark: 'Remark',
      tags: 'Tags',
    },
    hints: {
      answer: 'What we do when we meet him: what to stress, what to avoid.',
      priceLevel: 'Compared with ours.',
    },
    options: {
      state: { active: 'Active', gone: 'Gone' },
      priceLevel: { lower: 'Lower', similar: 'Similar', higher: 'Higher' },
    },
    sections: { offer: 'What he sells', conduct: 'How he competes' },
  },
}
