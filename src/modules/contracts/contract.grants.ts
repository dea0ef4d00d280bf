import type { ModuleDefinition } from '#platform/records/module.ts'

/** What whoever sells does with his contracts. Seals are put on by whoever keeps them, and what counted is ended by whoever leads. */
const selling = [
  'read',
  'create',
  'update',
  'remove',
  'restore',
  'submit',
  'withdraw',
  'resubmit',
  'takeEffect',
  'change',
  'dropChange',
  'putPlan',
  'send',
  'sign',
  'complete',
  'renew',
  'copy',
  'attribute',
]
const leading = [...selling, 'export', 'transfer', 'terminate', 'void', 'reopen', 'shareCredit']
const planning = ['read', 'create', 'update', 'remove', 'restore', 'postpone']

const grant = <S extends 'own' | 'team' | 'all'>(noun: string, verbs: readonly string[], scope: S) =>
  Object.fromEntries(verbs.map(verb => [`${noun}.${verb}`, scope]))

/** Finance reads all contracts and plans, and keeps the seals. Pictures of seals are for whoever uses or administers them. */
export const contractGrants: ModuleDefinition['grants'] = {
  salesManager: {
    ...grant('contract', leading, 'team'),
    ...grant('collectionPlan', [...planning, 'export'], 'team'),
  },
  salesperson: { ...grant('contract', selling, 'own'), ...grant('collectionPlan', planning, 'own') },
  finance: {
    ...grant('contract', ['read', 'export', 'sealIt', 'attribute'], 'all'),
    ...grant('collectionPlan', ['read', 'export'], 'all'),
    ...grant('seal', ['read'], 'all'),
  },
}

/** What a seal looks like is for whoever keeps them: a picture of it is all that a forger needs. */
export const sealRights: ModuleDefinition['fieldRights'] = Object.fromEntries(
  ['salesManager', 'salesperson', 'marketing', 'service', 'readOnly', 'finance'].map(role => [
    role,
    { 'seal.image': 'hidden' } as const,
  ]),
)
