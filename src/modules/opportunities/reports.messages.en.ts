export default {
  reports: {
    opportunitiesByIndustry: {
      title: 'Opportunities by industry',
      how: 'Opportunities opened in the period, by industry; win rate = won ÷ (won + lost).',
      dimensions: { class: 'Industry' },
      measures: { amount: 'Amount', count: 'Opportunities', won: 'Won', wonAmount: 'Amount won', winRate: 'Win rate' },
    },
    opportunitiesByProvince: {
      title: 'Opportunities by province',
      how: 'Opportunities opened in the period, by province; win rate = won ÷ (won + lost).',
      dimensions: { class: 'Province' },
      measures: { amount: 'Amount', count: 'Opportunities', won: 'Won', wonAmount: 'Amount won', winRate: 'Win rate' },
    },
    opportunitiesBySizeBand: {
      title: 'Opportunities by size band',
      how: 'Opportunities opened in the period, by size band; win rate = won ÷ (won + lost).',
      dimensions: { class: 'Size band' },
      measures: { amount: 'Amount', count: 'Opportunities', won: 'Won', wonAmount: 'Amount won', winRate: 'Win rate' },
    },
    opportunitiesByStage: {
      title: 'Opportunity funnel',
      how: 'Opportunities in each stage, and their amounts summed per currency; those without an amount are counted only. The period is by the day it was opened.',
      dimensions: { pipeline: 'Pipeline', stage: 'Stage' },
      measures: { count: 'Opportunities', amount: 'Amount', withoutAmount: 'Without amount' },
    },
    wonByQuarter: {
      title: 'Won by quarter',
      how: 'Amounts of won opportunities per currency, by the calendar quarter of the day they were closed.',
      dimensions: { quarter: 'Quarter' },
      measures: { amount: 'Won amount', count: 'Won' },
    },
    wonByManager: {
      title: 'Won by manager',
      how: 'Amounts of won opportunities per currency, by the present superior of the owner. The period is by the day of closing.',
      dimensions: { manager: 'Manager' },
      measures: { amount: 'Won amount', count: 'Won' },
    },
    wonBySalesperson: {
      title: 'Salespeople and win rate',
      how: 'Win rate = won ÷ (won + lost); invalid opportunities do not count. By the present owner; the period is by the day of closing.',
      dimensions: { salesperson: 'Salesperson' },
      measures: { amount: 'Won amount', won: 'Won', lost: 'Lost', winRate: 'Win rate' },
    },
    daysToWin: {
      title: 'Days to win',
      how: 'Calendar days from opening to closing; opportunities whose day of opening or closing is unknown do not count. The period is by the day of closing.',
      dimensions: { salesperson: 'Salesperson' },
      measures: {
        meanToWin: 'Mean days to win',
        medianToWin: 'Median days to win',
        won: 'Won, counted',
        meanToLose: 'Mean days to lose',
        lost: 'Lost, counted',
      },
    },
  },
}
