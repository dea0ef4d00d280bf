import { defineModule } from '../records/module.ts'
import { keepMainMembership } from './department-members.ts'
import { departmentRoutes } from './department-routes.ts'
import { departmentObject } from './department.object.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { userImport } from './user.import.ts'
import { keepAdministrator, keepAdministratorAmong } from './last-administrator.ts'
import { userObject } from './user.object.ts'

/** Users and departments: what scope and history need in every company, whatever it sells. */
export const peopleModule = defineModule({
  name: 'people',
  objects: [userObject, departmentObject],
  behaviour: { user: { derive: keepAdministratorAmong, keep: keepAdministrator, settle: keepMainMembership } },
  routes: departmentRoutes,
  importing: { user: userImport },
  messages: { zh: messagesZh, en: messagesEn },
})
