import type { ObjectImport } from '#platform/transfer/object-import.ts'

/** What the columns of other systems' lists of follow-ups are called. */
export const activityImport: ObjectImport = {
  names: {
    externalId: ['activity id', '跟进编号'],
    method: ['activity type', 'type', '跟进类型', '联系方式'],
    content: ['notes', 'description', 'comment', '内容', '跟进内容', '跟进情况'],
    customer: ['account', 'account name', 'company', '客户名称', '公司'],
    contact: ['contact name', '联系人', '联系人姓名'],
    opportunity: ['deal', 'opportunity name', '商机名称'],
    lead: ['lead name', '线索名称'],
    happenedAt: ['date', 'activity date', '跟进时间', '日期', '联系时间'],
    nextContactAt: ['next contact', '下次联系', '下次跟进时间'],
    owner: ['author', 'created by', 'sales rep', '记录人', '跟进人', '销售', '业务员'],
  },
}
