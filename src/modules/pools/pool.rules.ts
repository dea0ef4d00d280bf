interface Problem {
  path: string
  code: string
  params?: Record<string, unknown>
}
type Line = Record<string, unknown>

const ofCustomers = ['opportunity', 'dealAgain']

/** What is wrong with a pool as a whole: members that name nobody or twice the same, rules that contradict one another. */
export function checkPool({ values }: { values: Record<string, unknown> }): Problem[] {
  const problems: Problem[] = []
  const members = (values.members ?? []) as Line[]
  for (const [index, member] of members.entries()) {
    const named = [member.user, member.department].filter(Boolean).length
    if (named !== 1) problems.push({ path: `members.${index}.user`, code: 'pool.member_names_one' })
    else if (members.findIndex(other => whoOf(other) === whoOf(member)) < index)
      problems.push({ path: `members.${index}.user`, code: 'pool.member_twice' })
  }
  const rules = (values.rules ?? []) as Line[]
  for (const [index, rule] of rules.entries()) {
    if (values.object === 'lead' && ofCustomers.includes(String(rule.measure)))
      problems.push({ path: `rules.${index}.measure`, code: 'pool.measure_of_customers' })
    if (
      rules.findIndex(other => other.measure === rule.measure && (other.level ?? null) === (rule.level ?? null)) < index
    )
      problems.push({ path: `rules.${index}.measure`, code: 'pool.rule_twice' })
  }
  const [protection, longest] = [values.protectionDays, values.longestDays]
  if (typeof protection === 'number' && typeof longest === 'number' && longest < protection)
    problems.push({ path: 'longestDays', code: 'pool.longest_too_short', params: { days: protection } })
  return problems
}

const idOf = (value: unknown): string => (value as { id: string } | null | undefined)?.id ?? ''
const whoOf = (member: Line): string => idOf(member.user) + idOf(member.department)

/** What is wrong with a limit: it is said of one person, department or role, or of everybody. */
export function checkLimit({ values }: { values: Record<string, unknown> }): Problem[] {
  const named = ['user', 'department', 'role'].filter(name => values[name])
  return named.length > 1 ? [{ path: named[1] as string, code: 'ownershipLimit.one_subject' }] : []
}
