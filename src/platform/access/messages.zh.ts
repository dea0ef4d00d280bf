export default {
  problems: {
    field: { read_only: '您的角色只能查看这个字段，不能修改；需要修改请联系管理员。' },
    filter: { masked: '“{field}”对您是脱敏显示，只能按完整的值筛选（等于）。' },
    sort: { masked: '“{field}”对您是脱敏显示，不能按它排序。' },
    access: { no_user: '请指明要查询哪位用户。' },
    team: { until_passed: '到期日已过，请选择今天或以后的日期。' },
    membership: { ends_before: '结束日期早于开始日期，请检查。' },
    view_as: {
      read_only: '您正在以他人身份查看，只能看不能改。请先退出查看。',
      yourself: '不能以自己的身份查看，请选择另一位用户。',
    },
    role: {
      unknown_right: '没有这项权限；写法如 customer.read。',
      in_use: '还有 {count} 人使用这个角色，请先为他们更换角色再删除。',
    },
  },
  set_names: { userRole: '角色' },
  rights: {
    import: { run: '导入数据', history: '导入历史数据（原始日期与负责人）' },
    report: { read: '查看报表' },
    view: { share: '共享列表视图' },
    settings: { update: '修改公司设置' },
    audit: { read: '查看审计日志' },
    option: { create: '新增选项' },
    account: { assign: '开通账号' },
    role: { assign: '分配角色、查看权限原因', create: '新建角色', update: '修改角色', remove: '删除角色' },
    user: { viewAs: '以他人身份查看' },
    handover: { run: '办理离职交接' },
    key: { revoke: '吊销他人的 API 密钥' },
  },
}
