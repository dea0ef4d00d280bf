import { choice, choices, defineObject, text } from '#platform/objects/index.ts'

/** A word that people stick on records. */
export const tag = defineObject({
  name: 'tag',
  plural: 'tags',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 30, unique: true, search: true }),
    colour: choice({
      options: ['grey', 'red', 'orange', 'gold', 'green', 'cyan', 'blue', 'purple', 'magenta'],
      fixed: true,
      default: 'grey',
    }),
    nouns: choices({ options: ['customer', 'contact', 'lead', 'opportunity', 'campaign'], fixed: true }),
  },
  list: { columns: ['name', 'colour', 'nouns', 'createdAt'], sort: ['name'] },
  quick: ['name', 'colour'],
  navigation: { group: 'settings', icon: 'TagsOutlined', order: 45 },
})
