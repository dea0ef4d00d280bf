export default {
  opportunityAssignments: {
    title: '分配与成员',
    none: '没有规则动过这个商机。',
    considered: '看过的 {count} 个人',
    earlier: '更早的 {count} 次',
  },
}
