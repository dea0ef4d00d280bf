/** A limit on how many records somebody owns or locks; it is said of one of the three, or of everybody. */
export interface Limit {
  kind: 'own' | 'lock'
  userId: string | null
  departmentId: string | null
  role: string | null
  max: number
  countsClosed: boolean
}

/** Of whom limits may be said: departments from the nearest to the farthest. */
export interface Subject {
  userId: string
  name: string
  departments: readonly string[]
  roles: readonly string[]
}

/**
 * The limit that holds for somebody: his own, else that of the nearest department, else the widest of his roles (roles add up), else that of
 * everybody. Of several of the same kind the narrowest, of roles the widest. Null when none is said.
 */
export function limitFor(subject: Subject, limits: readonly Limit[]): Limit | null {
  const own = narrowest(limits.filter(limit => limit.userId === subject.userId))
  if (own) return own
  for (const department of subject.departments) {
    const near = narrowest(limits.filter(limit => limit.departmentId === department))
    if (near) return near
  }
  const ofRoles = limits.filter(limit => limit.role !== null && subject.roles.includes(limit.role))
  const widest = ofRoles.toSorted((a, b) => b.max - a.max)[0]
  const isGeneral = ({ userId, departmentId, role }: Limit): boolean => !userId && !departmentId && !role
  return widest ?? narrowest(limits.filter(isGeneral))
}

const narrowest = (limits: readonly Limit[]): Limit | null => limits.toSorted((a, b) => a.max - b.max)[0] ?? null
