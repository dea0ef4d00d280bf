import { instantAt, workedFrom } from '../days.ts'
import type { Catalogue } from './catalogue.ts'
import type { World } from './world.ts'

/** The forms of marketing: one on the web site, one behind a QR code at the fair. */
export function planForms(world: World, catalogue: Catalogue): void {
  const at = instantAt(workedFrom(world.today - 40), 10 * 60 + 5)
  const consent = '我同意贵公司为与我联系、提供报价而使用以上信息；我可以随时要求删除。'
  const consentEn =
    'I agree that you use this to contact me and to make an offer; I may ask you to delete it at any time.'
  const thanks = '感谢您的留言，我们会在一个工作日内与您联系。'
  world.create(
    { at, by: 'sunyue', owner: null, object: 'form' },
    {
      name: '官网预约演示',
      heading: '预约演示',
      headingEn: 'Book a demonstration',
      intro: '留下联系方式，我们的工程师会带着行业案例与您联系。',
      consent,
      consentEn,
      thanks,
      source: 'onlineInquiry',
      mayEmbed: true,
      origins: 'https://www.example.com',
    },
  )
  world.create(
    { at: at + 600_000, by: 'sunyue', owner: null, object: 'form' },
    {
      name: '展会扫码登记',
      heading: '展会登记',
      headingEn: 'Registration',
      consent,
      consentEn,
      thanks,
      source: 'promotion',
      campaign: catalogue.campaigns.shenzhen ?? null,
    },
  )
}
