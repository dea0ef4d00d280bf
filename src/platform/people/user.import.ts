import type { ObjectImport } from '../transfer/object-import.ts'

/** What the columns of other systems' lists of people are called. */
export const userImport: ObjectImport = {
  names: {
    name: ['sales agent', 'sales rep', 'employee', 'full name', '员工', '销售', '姓名'],
    superior: ['manager', 'reports to', 'supervisor', '上级', '主管', '直属上级', '经理'],
    department: ['regional office', 'office', 'team', '所属部门', '区域'],
    position: ['job title', '职务', '岗位'],
    phones: ['phone', 'mobile', '手机', '电话'],
    emails: ['email', 'e-mail', '邮箱'],
    joinedOn: ['hire date', '入职日期'],
  },
}
