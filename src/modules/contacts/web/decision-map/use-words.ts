import { fieldNamed, type OptionDescription, useObjectNamed } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import type { Link, LinkKind, Person } from './map-types.ts'

/** What roles, influence and attitude are called in this company, and how a person is said in words. */
export function useWords() {
  const t = useText()
  const contact = useObjectNamed('contact')
  const line = useObjectNamed('decisionLink')
  const optionsOf = (name: string): OptionDescription[] =>
    (contact && fieldNamed(contact, name)?.options?.filter(option => !option.isRetired)) ?? []
  const [roles, influences, attitudes] = [optionsOf('role'), optionsOf('influence'), optionsOf('attitude')]
  const said = (options: readonly OptionDescription[], id: string | null): string =>
    options.find(option => option.id === id)?.label ?? ''
  const kinds = (line && fieldNamed(line, 'kind')?.options) ?? []
  const kind = (id: LinkKind): string => kinds.find(option => option.id === id)?.label ?? id
  return {
    roles,
    influences,
    attitudes,
    kind,
    role: (person: Person) => said(roles, person.role),
    attitude: (person: Person) => said(attitudes, person.attitude),
    /** 何总，总经理，决策人，影响力高，支持；汇报给周工 */
    whole: (person: Person, links: readonly Link[], nameOf: (id: string) => string): string => {
      const traits = [
        person.name,
        person.jobTitle,
        said(roles, person.role),
        person.influence
          ? `${(contact && fieldNamed(contact, 'influence')?.label) ?? ''} ${said(influences, person.influence)}`
          : '',
        said(attitudes, person.attitude),
        person.isInvolved ? '' : t('contacts.map.notInvolved'),
      ]
      const ways = links.filter(link => link.from === person.id).map(link => `${kind(link.kind)} ${nameOf(link.to)}`)
      return [...traits, ...ways].filter(Boolean).join(t('contacts.map.comma'))
    },
  }
}
