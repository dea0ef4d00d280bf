import type { ObjectImport } from '#platform/transfer/object-import.ts'
import { regionColumn, regionNames, settleRegion } from '#platform/transfer/region-column.ts'

/** What the columns of other systems' customer lists are called. */
export const customerImport: ObjectImport = {
  names: {
    externalId: ['customer id', 'account id', '客户编号', '客户ID'],
    name: [
      'account',
      'account name',
      'company',
      'company name',
      'customer name',
      '公司',
      '公司名称',
      '企业名称',
      '单位名称',
    ],
    industry: ['sector', '所属行业'],
    foundedYear: ['year established', 'founded', '成立年份'],
    revenueMillions: ['revenue', 'annual revenue', '年营收', '营业额'],
    employees: ['number of employees', 'headcount', '员工数', '人数'],
    region: regionNames,
    address: ['详细地址', '联系地址', '公司地址', 'street', 'full address'],
    parent: ['subsidiary of', 'parent account', 'parent company', '母公司', '上级公司', '总公司'],
    phones: ['phone', 'telephone', 'mobile', '手机', '联系电话'],
    emails: ['email', 'e-mail', '邮箱'],
    taxNo: ['tax number', 'tax id', '统一社会信用代码'],
    owner: ['sales agent', 'sales rep', 'account owner', '销售', '业务员'],
  },
  columns: { region: regionColumn },
  prepare: async (_ctx, drafts) => drafts.forEach(settleRegion),
}
