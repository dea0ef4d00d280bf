/** 批量操作：一次改动多条记录。 */
export default {
  problems: {
    bulk: {
      which: '请用 ids 或 filter 说明要改哪些记录，二者只能选一个。',
      nothing: '请至少选择一个要修改的字段。',
      not_several: '这个字段只有一个值，请直接填写新值。',
      too_many: '一次最多处理 {max} 条；请先用筛选缩小范围。',
      not_undoable: '这次操作还在进行，或已经撤销过了。',
      kept: {
        changed_since: '之后有人修改过，保持现状。',
        in_use: '其他记录正在使用它，保持现状。',
        not_unique: '另一条记录已使用相同的值；请在回收站中恢复它并改用其他值。',
        not_possible: '现在无法恢复原值，保持现状。',
      },
    },
  },
}
