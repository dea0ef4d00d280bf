export default {
  api_groups: { numbers: '编号规则' },
  api: {
    numbers: { list: '各类记录的编号规则', write: '修改编号规则', preview: '按这套规则接下来的编号' },
  },
  audit: { kinds: { settings_numbers: '修改编号规则' } },
  problems: {
    'number.levels': '编号规则要有 {min} 到 {max} 段；请增减后再保存。',
    'number.one_count': '编号规则里要有、也只能有一段流水号；请改好后再保存。',
    'number.no_series': '这类记录没有按主体分开的编号；请去掉这一段。',
    'number.reset_needs_date':
      '流水号要重新计数，编号里就要有对应的日期（按年要有年、按月要有年月、按天要有年月日），否则会重号；请加上日期段或改为从不重置。',
    'number.no_code': '“{record}”还没有编号代码，无法按主体编号；请先在我方主体里填写。',
    'number.changed': '编号规则刚被别人改过；请刷新后再改。',
    'number.always_on': '这类记录必须有编号，不能关闭。',
  },
}
