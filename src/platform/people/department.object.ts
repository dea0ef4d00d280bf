import { defineObject, department, text, user } from '../objects/index.ts'

/** A department in the company's tree, or a regional office. */
export const departmentObject = defineObject({
  name: 'department',
  plural: 'departments',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60, unique: true, search: true }),
    parent: department({ acyclic: true, tracked: true }),
    head: user({ tracked: true, isResponsible: true }),
  },
  list: { columns: ['name', 'parent', 'head'], sort: ['name'] },
  quick: ['name', 'parent', 'head'],
  navigation: { group: 'settings', icon: 'ApartmentOutlined', order: 20 },
})
