import { type City, givenNames, posts, surnames } from '../words/companies.ts'
import type { Account } from './accounts.ts'
import type { World } from './world.ts'

/** Numbers that nobody has: behind the first three digits come four zeros. */
export const mobile = ({ random, number }: World): string =>
  number(() => `${random.pick(['138', '139', '136', '135', '159', '186', '137'])}0000${random.whole(1000, 9999)}`)

export function personName({ random }: World): { name: string; gender: 'male' | 'female' } {
  const gender = random.chance(0.66) ? 'male' : 'female'
  return { name: `${random.pick(surnames)}${random.pick(givenNames[gender])}`, gender }
}

interface ContactsOf {
  at: number
  isPerson: boolean
  city: City
  tags: Record<string, string>
}

/** Whom we know at a customer: the first one when the customer is made, some more beside. */
export function planContacts(world: World, account: Account, { at, isPerson, city, tags }: ContactsOf): void {
  const { random } = world
  if (isPerson) {
    account.contacts = []
    return
  }
  // The first one met decides or knows who does; of the first customers everybody knows who decides.
  const wanted = [
    random.pick(posts.slice(0, account.day < world.firstDay + 40 ? 3 : 5)),
    ...random.shuffled(posts.slice(3)).slice(0, random.whole(0, 2)),
  ]
  for (const [place, post] of wanted.entries()) {
    const { name, gender } = personName(world)
    const phone = mobile(world)
    const id = world.create(
      { at: at + 240_000, by: account.owner, object: 'contact' },
      {
        name,
        customer: account.id,
        jobTitle: post.title,
        phones: [{ raw: phone }],
        ...(random.chance(0.7) ? { wechats: [{ raw: `${phone.slice(0, 3)}${phone.slice(7)}wx` }] } : {}),
        ...(random.chance(0.5) ? { emails: [{ raw: `contact${phone.slice(-4)}@${city.code}.example.com` }] } : {}),
        role: post.role,
        influence: post.influence,
        attitude: random.weighted({ supporter: 15, friendly: 30, neutral: 40, sceptic: 12, opponent: 3 }),
        gender,
        ...(tags['wechat'] && random.chance(0.2) ? { tags: [{ id: tags['wechat'] }] } : {}),
      },
    )
    if (id === null) continue
    account.contacts.push({ id, name, who: `${post.title}${name}` })
    if (place === 0 && random.chance(0.6))
      world.add({
        kind: 'act',
        at: at + 300_000,
        by: account.owner,
        object: 'customer',
        id: account.id,
        verb: 'choosePrimaryContact',
        input: { contact: id },
      })
  }
}
