import { choice, defineObject, longText, number, reference, text, user, yesNo } from '#platform/objects/index.ts'

/**
 * A form on a web site or behind a QR code: whoever fills it in becomes a lead. Its address carries a token; which fields of a lead it asks for
 * stands beside it (`form_fields`), because they are also the company's own.
 */
export const form = defineObject({
  name: 'form',
  plural: 'forms',
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, unique: true, search: true }),
    isOn: yesNo({ default: true }),
    heading: text({ max: 100 }),
    headingEn: text({ max: 100 }),
    intro: longText({ max: 2000 }),
    introEn: longText({ max: 2000 }),
    thanks: longText({ max: 1000 }),
    thanksEn: longText({ max: 1000 }),
    consent: longText({ max: 5000 }),
    consentEn: longText({ max: 5000 }),
    consentVersion: number({ setBy: 'verb', default: 1 }),
    source: choice({ set: 'source', default: 'onlineInquiry' }),
    campaign: reference('campaign', { indexed: true }),
    leadOwner: user({ isResponsible: true, indexed: true }),
    mayEmbed: yesNo({ default: false }),
    origins: longText({ max: 2000 }),
    token: text({ max: 60, setBy: 'verb', unique: true }),
  },
  list: { columns: ['name', 'isOn', 'source', 'campaign', 'leadOwner', 'createdAt'], sort: ['-createdAt'] },
  sections: [
    { name: 'main', fields: ['name', 'isOn', 'source', 'campaign', 'leadOwner'] },
    { name: 'words', fields: ['heading', 'headingEn', 'intro', 'introEn', 'thanks', 'thanksEn'] },
    { name: 'consent', fields: ['consent', 'consentEn', 'consentVersion'] },
    { name: 'places', fields: ['mayEmbed', 'origins', 'token'] },
  ],
  quick: ['name', 'source', 'campaign', 'heading', 'consent'],
  navigation: { group: 'marketing', icon: 'FormOutlined', order: 30 },
})
