import type { CustomType } from './layout-description.ts'

const of = (type: string, traits: CustomType['traits'] = [], can: Partial<CustomType> = {}): CustomType => ({
  type,
  traits,
  hasOptions: false,
  canBeFast: true,
  canBeSearched: false,
  ...can,
})

/** The types of which a company may make fields of its own, in the order in which they are offered. */
export const customTypes: readonly CustomType[] = [
  of('text', ['max', 'default'], { canBeSearched: true }),
  of('longText', ['max', 'default'], { canBeFast: false }),
  of('number', ['decimals', 'min', 'max', 'default']),
  of('decimal', ['decimals', 'min', 'max', 'default']),
  of('money', ['min', 'max', 'default']),
  of('percent', ['decimals', 'min', 'max', 'default']),
  of('date', ['default']),
  of('instant'),
  of('yesNo', ['default']),
  of('choice', ['default'], { hasOptions: true }),
  of('choices', [], { hasOptions: true }),
  of('url', [], { canBeSearched: true }),
  of('address', [], { canBeFast: false }),
  of('phones', [], { canBeFast: false, canBeSearched: true }),
  of('emails', [], { canBeFast: false, canBeSearched: true }),
  of('wechats', [], { canBeFast: false, canBeSearched: true }),
  of('richText', [], { canBeFast: false }),
  of('files', [], { canBeFast: false }),
  of('images', [], { canBeFast: false }),
  of('user'),
  of('department'),
  of('reference', ['object']),
]

/** Undefined for a type of which no company may make a field. */
export const customType = (type: string): CustomType | undefined => customTypes.find(one => one.type === type)

/** More fields than this a noun cannot be given: every record carries them. */
export const mostCustomFields = 100
