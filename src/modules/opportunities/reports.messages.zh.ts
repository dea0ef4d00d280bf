export default {
  reports: {
    opportunitiesByIndustry: {
      title: '商机按行业分类',
      how: '期间内立项的商机按行业汇总；赢率 = 赢单 ÷（赢单 + 输单）。',
      dimensions: { class: '行业' },
      measures: { amount: '金额', count: '商机数', won: '赢单数', wonAmount: '赢单金额', winRate: '赢率' },
    },
    opportunitiesByProvince: {
      title: '商机按省份分类',
      how: '期间内立项的商机按省份汇总；赢率 = 赢单 ÷（赢单 + 输单）。',
      dimensions: { class: '省份' },
      measures: { amount: '金额', count: '商机数', won: '赢单数', wonAmount: '赢单金额', winRate: '赢率' },
    },
    opportunitiesBySizeBand: {
      title: '商机按规模档分类',
      how: '期间内立项的商机按规模档汇总；赢率 = 赢单 ÷（赢单 + 输单）。',
      dimensions: { class: '规模档' },
      measures: { amount: '金额', count: '商机数', won: '赢单数', wonAmount: '赢单金额', winRate: '赢率' },
    },
    opportunitiesByStage: {
      title: '商机漏斗',
      how: '按阶段统计商机数量，并按币种合计金额；没有金额的商机只计数量，不计金额。期间按立项日期。',
      dimensions: { pipeline: '销售流程', stage: '阶段' },
      measures: { count: '商机数', amount: '金额', withoutAmount: '没有金额' },
    },
    wonByQuarter: {
      title: '各季度赢单金额',
      how: '已赢单商机的金额，按结束日期所在的自然季度、按币种合计。',
      dimensions: { quarter: '季度' },
      measures: { amount: '赢单金额', count: '赢单数' },
    },
    wonByManager: {
      title: '各主管团队赢单金额',
      how: '已赢单商机的金额，按负责人现在的直属上级、按币种合计。期间按结束日期。',
      dimensions: { manager: '主管' },
      measures: { amount: '赢单金额', count: '赢单数' },
    },
    wonBySalesperson: {
      title: '销售人员业绩与赢单率',
      how: '赢单率 = 赢单数 ÷（赢单数 + 输单数）；无效商机不计。按商机现在的负责人统计，期间按结束日期。',
      dimensions: { salesperson: '销售人员' },
      measures: { amount: '赢单金额', won: '赢单数', lost: '输单数', winRate: '赢单率' },
    },
    daysToWin: {
      title: '赢单周期',
      how: '从立项日期到结束日期的自然日数；开始或结束日期未知的商机不计。期间按结束日期。',
      dimensions: { salesperson: '销售人员' },
      measures: {
        meanToWin: '平均赢单天数',
        medianToWin: '赢单天数中位数',
        won: '计入的赢单数',
        meanToLose: '平均输单天数',
        lost: '计入的输单数',
      },
    },
  },
}
