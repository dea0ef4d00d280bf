import { expect, test } from 'vitest'
import { isPrivateAddress } from '../mail/private-address.ts'
import { robotUrl } from './robot-address.ts'

test('each vendor’s own address is taken, another vendor’s is not, a host of the operator’s is for any', () => {
  const own = {
    wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6',
    dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=x',
    feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/d1e2',
  } as const
  for (const [vendor, address] of Object.entries(own) as [keyof typeof own, string][]) {
    expect(robotUrl(vendor, address, [])).toMatchObject({ isTrusted: false })
    const other = vendor === 'wecom' ? own.feishu : own.wecom
    expect(() => robotUrl(vendor, other, [])).toThrow('robot.address_refused')
    expect(robotUrl(vendor, 'http://relay.lan:8080/x', ['relay.lan'])).toMatchObject({ isTrusted: true })
    expect(() => robotUrl(vendor, 'http://relay.lan:8080/x', [])).toThrow('robot.address_refused')
  }
})

test('private addresses are known in all their spellings', () => {
  for (const address of [
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    '2002:a00:1::',
    '64:ff9b::a00:1',
  ])
    expect(isPrivateAddress(address)).toBe(true)
  for (const address of ['119.29.29.29', '8.8.8.8', '::ffff:119.29.29.29', '2408:8000::1'])
    expect(isPrivateAddress(address)).toBe(false)
})
