import { expect, test } from 'vitest'
import { type Actor, scopesOf, systemActor } from '../access/actor.ts'
import { narrowed } from './narrow.ts'

const actorWith = (grants: Actor['grants']): Actor => ({
  ...systemActor('test'),
  roles: [{ id: 'one', grants, fieldRights: {} }],
  grants,
  teamObjects: new Set(['customer', 'lead']),
})

test('a key has what both its owner and its rights have, and nothing else', () => {
  const owner = actorWith({ 'customer.*': 'team', 'customer.export': 'own', 'lead.read': 'own', 'report.read': 'all' })
  const key = narrowed(owner, ['customer.read', 'lead.*', 'product.read'])
  expect(key.grants).toEqual({ 'customer.read': 'team', 'lead.read': 'own' })
  expect(key.roles[0]?.grants).toEqual(key.grants)
  for (const permission of ['customer.update', 'customer.export', 'report.read', 'product.read', 'lead.update'])
    expect([permission, scopesOf(key, permission)]).toEqual([permission, []])
  expect([...narrowed(owner, ['customer.read']).teamObjects]).toEqual(['customer'])
  expect(narrowed(owner, []).grants).toEqual({})
  expect(narrowed(owner, null)).toBe(owner)
})

test('an administrator’s narrow key is narrow, and what is masked stays masked unless the key says so', () => {
  const owner = actorWith({ '*': 'all' })
  const key = narrowed(owner, ['customer.*'])
  expect(scopesOf(key, 'customer.update')).toEqual(['all'])
  expect([scopesOf(key, 'customer.unmask'), scopesOf(key, 'role.assign'), scopesOf(key, 'lead.read')]).toEqual([
    [],
    [],
    [],
  ])
  expect(scopesOf(narrowed(owner, ['customer.unmask']), 'customer.unmask')).toEqual(['all'])
  expect(scopesOf(narrowed(actorWith({ 'customer.*': 'all' }), ['customer.unmask']), 'customer.unmask')).toEqual([])
})
