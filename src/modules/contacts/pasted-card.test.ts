import { describe, expect, test } from 'vitest'
import { readPastedCard, saysAnything } from './pasted-card.rules.ts'

const cases: [string, string, Partial<ReturnType<typeof readPastedCard>>][] = [
  [
    'a mail signature with labels',
    `祝好！

张伟
销售总监
深圳市华星光电技术有限公司
手机：138 0013 8000
电话：0755-8888 6666 转 802
邮箱：Zhang.Wei@huaxing.com.cn
地址：广东省深圳市南山区科技园路1号华星大厦12层
www.huaxing.com.cn`,
    {
      name: '张伟',
      jobTitle: '销售总监',
      company: '深圳市华星光电技术有限公司',
      phones: ['138 0013 8000', '0755-8888 6666 转 802'],
      emails: ['zhang.wei@huaxing.com.cn'],
      address: '广东省深圳市南山区科技园路1号华星大厦12层',
      website: 'www.huaxing.com.cn',
    },
  ],
  [
    'an address as people send it in WeChat',
    '李娜，13912345678，浙江省杭州市西湖区文三路90号东部软件园2号楼301室，杭州云帆信息科技有限公司',
    {
      name: '李娜',
      phones: ['13912345678'],
      company: '杭州云帆信息科技有限公司',
      address: '浙江省杭州市西湖区文三路90号东部软件园2号楼301室',
    },
  ],
  [
    'a name card in one line',
    '王建国 采购经理 | 苏州恒力机床股份有限公司 | +86 137-7777-8888',
    {
      name: '王建国',
      jobTitle: '采购经理',
      company: '苏州恒力机床股份有限公司',
      phones: ['+86 137-7777-8888'],
    },
  ],
  [
    'labels in full width, and a WeChat id that is the phone',
    '姓名：欧阳雪\n公司：成都天府设计院\n职务：总工程师\n电话：１３６６６６６６６６６\n微信：同手机号',
    {
      name: '欧阳雪',
      company: '成都天府设计院',
      jobTitle: '总工程师',
      phones: ['13666666666'],
      wechat: '13666666666',
    },
  ],
  [
    'a forwarded contact',
    '陈总: 18600001111\n微信：chen_zong_88',
    { name: '陈总', phones: ['18600001111'], wechat: 'chen_zong_88' },
  ],
  [
    'several labels in one line',
    '联系人：赵敏 电话：010-62345678 邮箱：zm@example.com',
    { name: '赵敏', phones: ['010-62345678'], emails: ['zm@example.com'] },
  ],
  [
    'an English signature',
    `Best regards,
--
John Miller
Purchasing Manager
Northwind Trading Co., Ltd.
T: +1 415-555-0132
E: john.miller@northwind.example
500 Market Street, Floor 4, San Francisco City`,
    {
      name: 'John Miller',
      jobTitle: 'Purchasing Manager',
      phones: ['+1 415-555-0132'],
      emails: ['john.miller@northwind.example'],
    },
  ],
  ['a service number and a person without a company', '孙丽女士 400-820-8820', { phones: ['400-820-8820'] }],
  [
    'a title glued to the name',
    '刘洋总监 武汉光谷生物医药研究院 15527000000',
    { name: '刘洋', jobTitle: '总监', phones: ['15527000000'], company: '武汉光谷生物医药研究院' },
  ],
]

describe('a pasted text splits into name, phone, company, address and title', () => {
  test.each(cases)('%s', (_what, text, wanted) => {
    expect(readPastedCard(text)).toMatchObject(wanted)
  })
})

test('a chat about something else gives nothing', () => {
  for (const text of ['好的，明天下午三点见', '收到', 'https', ''])
    expect(saysAnything(readPastedCard(text)), text).toBe(false)
})

test('hostile text costs no time', () => {
  const started = performance.now()
  readPastedCard(`${'张伟 '.repeat(5000)}${'1'.repeat(20_000)}${'a@'.repeat(10_000)}`)
  readPastedCard('- '.repeat(30_000))
  expect(performance.now() - started).toBeLessThan(1000)
})
