export default {
  report: {
    empty: '未填',
    unknown: '未知',
    total: '合计',
    compared: { previous: '上期', lastYear: '去年同期' },
    notes: {
      without_amount: '{count} 条没有{field}，未计入合计。',
      unknown_days: '{count} 条的{from}或{to}未知，未计入天数。',
      unknown_period: '{count} 条的{field}未知，不在所选期间内。',
    },
  },
  problems: {
    'report.unknown': '没有报表 {name}，或您没有查看它的权限。',
    'report.bad_key': '这个分组在报表中不存在；请重新打开报表，再点击数字。',
    'report.unknown_measure': '报表中没有 {name} 这个指标；请重新打开报表。',
    'report.bad_period': '无法识别期间“{text}”；请用 2017-Q1、2017-03 这样的写法、期间名称，或填写起止日期。',
    'report.bad_currency': '没有币种 {text}；请使用三个字母的币种代码，如 CNY。',
    'report.bad_parameter': '参数 {name} 的内容无法识别；请检查后重试。',
    'report.too_many_groups': '分组超过 {max} 个，报表无法显示；请先筛选，缩小范围。',
  },
}
