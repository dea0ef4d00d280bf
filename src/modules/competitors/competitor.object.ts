import { choice, defineObject, longText, status, tags, text, url } from '#platform/objects/index.ts'

/** Somebody who sells to the same customers (X7): what he offers, how he sells it, and what we say to that. */
export const competitor = defineObject({
  name: 'competitor',
  plural: 'competitors',
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, unique: true, search: true, indexed: true }),
    website: url(),
    state: status({ options: ['active', 'gone'], default: 'active', indexed: true }),
    positioning: longText({ max: 5000 }),
    products: longText({ max: 5000 }),
    strategy: longText({ max: 5000 }),
    service: longText({ max: 5000 }),
    priceLevel: choice({ options: ['lower', 'similar', 'higher'], fixed: true, indexed: true }),
    price: longText({ max: 5000 }),
    strengths: longText({ max: 5000 }),
    weaknesses: longText({ max: 5000 }),
    answer: longText({ max: 5000 }),
    remark: longText({ max: 5000 }),
    tags: tags(),
  },
  list: {
    columns: ['name', 'positioning', 'priceLevel', 'state'],
    sort: ['name'],
    views: [{ name: 'all' }],
  },
  sections: [
    { name: 'main', fields: ['name', 'website', 'state', 'tags', 'remark'] },
    { name: 'offer', fields: ['positioning', 'products', 'priceLevel', 'price', 'service'] },
    { name: 'conduct', fields: ['strategy', 'strengths', 'weaknesses', 'answer'] },
  ],
  quick: ['name', 'positioning', 'priceLevel'],
  navigation: { group: 'sales', icon: 'TrophyOutlined', order: 60 },
})
