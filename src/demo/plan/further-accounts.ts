import { dayText, instantAt, workedFrom } from '../days.ts'
import type { PersonKey } from '../people.ts'
import type { Account } from './accounts.ts'
import type { Catalogue } from './catalogue.ts'
import { mobile, personName } from './contacts.ts'
import type { World } from './world.ts'

/** Customers in other countries, who pay in dollars. */
export function planAbroad(world: World): Account[] {
  return (
    [
      ['Lion City Cold Chain Pte. Ltd.', 'Singapore, 12 Tuas Avenue 5', 'zhaomin', 320, '+65 6000 1180'],
      ['Rheintal Maschinenbau GmbH', 'Germany, Stuttgart, Industriestrasse 40', 'zhoujianguo', 260, '+49 711 0000 41'],
      ['Saigon Precision Plastics Co., Ltd.', 'Vietnam, Bien Hoa, Amata Road 9', 'huanglei', 170, '+84 251 000 0730'],
    ] as const
  ).flatMap(([name, address, owner, ago, phone]) => {
    const day = workedFrom(world.today - ago)
    const at = instantAt(day, 11 * 60)
    const id = world.create(
      { at, by: owner, object: 'customer' },
      { name, level: 'b', industry: 'manufacturing', source: 'onlineInquiry', address, remark: '英文沟通，美元报价。' },
    )
    return id === null
      ? []
      : [
          {
            id,
            name,
            brand: name.split(' ').slice(0, 2).join(' '),
            owner,
            day,
            currency: 'USD' as const,
            source: 'onlineInquiry',
            campaign: null,
            industry: 'manufacturing',
            phone,
            contacts: [],
          },
        ]
  })
}

/** A group with its subsidiaries. */
export function planGroup(world: World, catalogue: Catalogue): Account[] {
  const day = workedFrom(world.firstDay + 6)
  const tags = [{ id: catalogue.tags['group'] }, { id: catalogue.tags['key'] }]
  const accounts: Account[] = []
  for (const [place, name] of [
    '远澄控股集团有限公司',
    '远澄汽车零部件（苏州）有限公司',
    '远澄精密铸造（无锡）有限公司',
    '远澄电子（东莞）有限公司',
  ].entries()) {
    const owner = place === 3 ? 'huanglei' : place === 0 ? 'zhoujianguo' : 'wangfang'
    const id = world.create(
      { at: instantAt(day, 10 * 60 + place), by: owner, object: 'customer' },
      {
        name,
        level: 'a',
        industry: 'manufacturing',
        source: 'referral',
        employees: [5200, 1400, 900, 1100][place],
        tags,
      },
    )
    if (id === null) continue
    const phone = mobile(world)
    accounts.push({
      id,
      name,
      brand: name.split('（')[0]?.replace('控股集团有限公司', '集团') ?? name,
      owner,
      day,
      currency: 'CNY',
      source: 'referral',
      campaign: null,
      industry: 'manufacturing',
      phone,
      contacts: [],
    })
    if (place > 0)
      world.add({
        kind: 'update',
        at: instantAt(day, 11 * 60 + place),
        by: 'zhoujianguo',
        object: 'customer',
        id,
        values: { parent: accounts[0]?.id },
      })
    const head = personName(world)
    const contact = world.create(
      { at: instantAt(day, 10 * 60 + 20 + place), by: owner, object: 'contact' },
      {
        name: head.name,
        gender: head.gender,
        customer: id,
        jobTitle: '设备总监',
        role: 'decisionMaker',
        influence: 'high',
        attitude: 'friendly',
        phones: [{ raw: phone }],
        birthday: dayText(-6000 + place * 500),
      },
    )
    if (contact) accounts.at(-1)?.contacts.push({ id: contact, name: head.name, who: `设备总监${head.name}` })
  }
  return accounts
}

/** The same company once more, written differently, by somebody who did not look. */
export function planDoubles(world: World, accounts: readonly Account[]): void {
  const candidates = accounts.filter(({ name, day }) => name.endsWith('有限公司') && day < world.today - 60)
  for (const [place, account] of world.random
    .shuffled(candidates)
    .slice(0, Math.ceil(4 * world.scale))
    .entries()) {
    const city = account.name.slice(0, 2)
    const rest = account.name.slice(2).replace('有限公司', '')
    const others = (['zhangwei', 'liqiang', 'huanglei', 'linxiao'] as const).filter(key => key !== account.owner)
    world.create(
      {
        at: instantAt(workedFrom(Math.min(account.day + 40, world.today - 8)), 15 * 60 + place),
        // Whoever sells could not have made it twice; his director let it be.
        by: 'zhoujianguo',
        owner: others[place % others.length] as PersonKey,
        object: 'customer',
      },
      {
        owner: world.users[others[place % others.length] as PersonKey],
        duplicateReason: '对方两个部门分别采购，先分开跟进。',
        name: [`${rest}（${city}）有限公司`, `${city}市${rest}有限公司`, `${rest}(${city})`, `${city}${rest}公司`][
          place % 4
        ],
        level: 'c',
        industry: account.industry,
        source: 'coldCall',
        phones: [{ raw: account.phone }],
        remark: '同事转来的名片，尚未联系。',
      },
    )
  }
}
