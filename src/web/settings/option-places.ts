import { userRoles } from '#platform/objects/index.ts'
import { useCatalog } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'

/** A list of options that the administrator may change: of one field, or the set that several fields share. */
export interface OptionPlace {
  /** As the address bar has it: `customer.level`, `sets.source`. */
  key: string
  /** Path of the API below /options. */
  path: string
  label: string
  fixed: boolean
  /** The fields that share the set, in words. */
  usedBy: string[]
  /** Their names, `customer.level`: the address of one of them leads to the set, too. */
  fields: string[]
}

export interface OptionGroup {
  key: string
  label: string
  places: OptionPlace[]
}

/** What can be set, in groups: shared sets first, then the choices of each noun, also of those that are lines of others (stages). */
export function useOptionGroups(): OptionGroup[] {
  const t = useText()
  const sets = new Map<string, OptionPlace>()
  const nouns: OptionGroup[] = []
  for (const object of useCatalog()) {
    const places: OptionPlace[] = []
    for (const field of object.fields) {
      if (field.type !== 'choice' && field.type !== 'choices') continue
      // Roles are named where roles are made.
      if (field.set === userRoles.name) continue
      const name = `${object.name}.${field.name}`
      const use = `${object.label} · ${field.label}`
      if (field.set === undefined)
        places.push({
          key: name,
          path: `${object.name}/${field.name}`,
          label: field.label,
          fixed: field.fixed ?? false,
          usedBy: [],
          fields: [],
        })
      else if (sets.has(field.set)) {
        sets.get(field.set)?.usedBy.push(use)
        sets.get(field.set)?.fields.push(name)
      } else
        sets.set(field.set, {
          key: `sets.${field.set}`,
          path: `sets/${field.set}`,
          label: field.setLabel ?? field.label,
          fixed: false,
          usedBy: [use],
          fields: [name],
        })
    }
    if (places.length > 0) nouns.push({ key: object.name, label: object.label, places })
  }
  if (sets.size === 0) return nouns
  return [{ key: 'sets', label: t('settings.options.shared'), places: [...sets.values()] }, ...nouns]
}
