export default {
  record: { sections: { custom: '自定义字段' } },
  problems: {
    'layout.too_many_fields': '一种记录最多有 {max} 个自定义字段；请先删除或停用不用的字段。',
    'layout.label_taken': '已有字段叫“{label}”；请换一个名称。',
    'layout.bad_limit': '请填写 {min} 到 {max} 之间的整数。',
    'layout.field_needed': '程序离不开“{field}”，不能隐藏；有默认值的必填字段才可以隐藏。',
    'layout.cannot_require': '“{field}”由程序填写，不能设为必填。',
    'layout.standard_field': '“{field}”是标准字段，只能改名称、提示、位置和必填。',
    'layout.fixed_type': '字段的类型不能更改；请新建一个字段，再停用这一个。',
    'layout.has_values': '已有记录填写了“{field}”，不能删除；请改为停用，已填的值会保留。',
    'layout.unknown_section': '没有这个分区；请刷新页面再试。',
    'layout.unknown_field': '字段已有变化；请刷新页面再试。',
    'filter.not_fast':
      '记录很多，不能直接按“{field}”筛选或排序：请先按负责人等条件缩小范围，或请管理员为这个字段打开“加速”。',
  },
}
