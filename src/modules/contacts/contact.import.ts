import type { ObjectImport } from '#platform/transfer/object-import.ts'
import { regionColumn, regionNames, settleRegion } from '#platform/transfer/region-column.ts'

/** What the columns of other systems' contact lists are called. */
export const contactImport: ObjectImport = {
  names: {
    externalId: ['contact id', '联系人编号', '联系人ID'],
    name: ['contact', 'contact name', 'full name', '联系人', '联系人姓名', '姓名'],
    customer: ['account', 'account name', 'company', 'customer name', '客户', '客户名称', '公司', '公司名称'],
    jobTitle: ['title', 'job title', '职务', '职位', '岗位'],
    phones: ['phone', 'mobile', 'telephone', '手机', '手机号', '电话', '联系电话'],
    wechats: ['wechat', 'wechat id', '微信', '微信号'],
    emails: ['email', 'e-mail', '邮箱', '电子邮件'],
    role: ['contact role', '角色', '决策角色'],
    region: regionNames,
    address: ['详细地址', '联系地址', '公司地址', 'street', 'full address'],
    owner: ['contact owner', 'account owner', 'sales rep', '销售', '业务员'],
  },
  columns: { region: regionColumn },
  prepare: async (_ctx, drafts) => drafts.forEach(settleRegion),
}
