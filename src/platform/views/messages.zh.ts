/** 场景：保存的列表视图。 */
export default {
  problems: {
    view: {
      too_many: '最多保存 {max} 个场景；请先删除不用的。',
      shared_with_nobody: '请至少选择一个角色或部门，或改为共享给所有人。',
    },
  },
}
