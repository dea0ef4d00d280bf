import type { ObjectImport } from '#platform/transfer/object-import.ts'
import { regionColumn, regionNames, settleRegion } from '#platform/transfer/region-column.ts'

/** What the columns of other systems' lead lists are called. */
export const leadImport: ObjectImport = {
  names: {
    externalId: ['lead id', '线索编号', '线索ID'],
    name: ['lead', 'lead name', 'full name', 'contact name', '线索名称', '姓名', '联系人'],
    company: ['account', 'company name', 'organization', '公司', '公司名称', '单位', '企业名称'],
    jobTitle: ['title', 'job title', '职务', '职位'],
    phones: ['phone', 'mobile', 'telephone', '手机', '手机号', '电话', '联系电话'],
    wechats: ['wechat', 'wechat id', '微信', '微信号'],
    emails: ['email', 'e-mail', '邮箱', '电子邮件'],
    source: ['lead source', '线索来源', '来源'],
    state: ['lead status', 'status', '线索状态', '状态'],
    campaign: ['campaign name', '市场活动', '活动'],
    nextContactAt: ['next contact', '下次联系时间', '下次联系'],
    region: regionNames,
    address: ['详细地址', '联系地址', '公司地址', 'street', 'full address'],
    owner: ['lead owner', 'sales rep', '销售', '业务员'],
  },
  columns: { region: regionColumn },
  prepare: async (_ctx, drafts) => drafts.forEach(settleRegion),
}
