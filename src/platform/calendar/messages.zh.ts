export default {
  calendar: { file: { day: '日期', kind: '类型', name: '名称', rest: '休息', work: '上班' } },
  audit: { kinds: { settings_calendar: '修改工作日历' } },
  problems: {
    'calendar.changed': '{year} 年的日历刚被别人改过；请刷新后再改。',
    'calendar.other_year': '{text} 不在 {year} 年；请改成这一年的日期。',
    'calendar.day_twice': '{text} 出现了两次；请只保留一次。',
    'calendar.no_columns': '文件里需要有“日期”和“类型”两列；可以先导出一份，照着填写。',
    'calendar.no_rows': '文件里没有日期；请至少填写一行。',
    'calendar.too_many_rows': '文件超过 {max} 行；请分几次导入。',
    'calendar.row_no_day': '第 {row} 行：“{text}”不是日期；请写成 2026-10-01 的样子。',
    'calendar.row_no_kind': '第 {row} 行：“{text}”不是“休息”或“上班”；请改成其中一个。',
    'calendar.twice': '第 {row} 行：{text} 前面已经出现过；请只保留一次。',
  },
}
