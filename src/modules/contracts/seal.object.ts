import { choice, defineObject, images, reference, status, text } from '#platform/objects/index.ts'

/** A seal of one of our legal entities (facts 30): it is put on contracts by the verb 用印 alone, after approval, and each use is written down. */
export const seal = defineObject({
  name: 'seal',
  plural: 'seals',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 60, unique: true, search: true }),
    legalEntity: reference('legalEntity', { required: true, indexed: true }),
    kind: choice({ options: ['contract', 'company', 'finance', 'legalRepresentative'], default: 'contract' }),
    image: images({ max: 1 }),
    state: status({ options: ['active', 'retired'], default: 'active' }),
  },
  list: {
    columns: ['name', 'legalEntity', 'kind', 'state'],
    sort: ['name'],
    views: [
      { name: 'active', filter: { field: 'state', op: 'in', value: ['active'] } },
      { name: 'retired', filter: { field: 'state', op: 'in', value: ['retired'] } },
      { name: 'all' },
    ],
  },
  quick: ['name', 'legalEntity', 'kind', 'image'],
  navigation: { group: 'settings', icon: 'SafetyCertificateOutlined', order: 8 },
})
