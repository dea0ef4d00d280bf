import { defineOptions } from '#platform/objects/index.ts'

/** What leads and customers are in alike, so that a lead that becomes a customer keeps it. */
export const industryOptions = defineOptions('industry', [
  'it',
  'finance',
  'realEstate',
  'businessServices',
  'logistics',
  'manufacturing',
  'government',
  'media',
])

/** How much somebody matters to us. */
export const levelOptions = defineOptions('level', ['a', 'b', 'c'])
