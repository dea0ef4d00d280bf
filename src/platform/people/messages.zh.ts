export default {
  user: {
    name: '用户',
    plural: '用户',
    fields: {
      name: '姓名',
      department: '部门',
      superior: '直接上级',
      position: '职位',
      phones: '电话',
      emails: '邮箱',
      state: '在职状态',
      joinedOn: '入职日期',
      leftOn: '离职日期',
      expertise: '专长',
      territory: '负责区域',
      leaveFrom: '休假开始',
      leaveUntil: '休假结束',
    },
    hints: {
      superior: '数据权限“本人及下属”按上级关系计算。',
      expertise: '用于分配线索，多项用顿号隔开，例如：制造业、能源。',
      territory: '用于分配线索，写省或市，多个用顿号隔开，例如：浙江、苏州。',
      leaveUntil: '到这一天为止；空着表示还没定。休假期间自动分配会跳过他。',
    },
    options: {
      state: {
        active: '在职',
        left: '已离职',
      },
    },
    views: {
      active: '在职',
    },
  },
  department: {
    name: '部门',
    plural: '部门',
    fields: {
      name: '部门名称',
      parent: '上级部门',
      head: '负责人',
    },
  },
  problems: {
    'user.has_left': '{name}已离职，不能再把新的工作交给此人；请选择在职的同事。',
  },
}
