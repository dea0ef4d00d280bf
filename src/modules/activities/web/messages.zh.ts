export default {
  activities: {
    write: '写跟进',
    placeholder: '写跟进：说了什么，对方怎么回应……',
    log: '记录',
    logged: '已记录跟进',
    giveUp: '放弃',
    next: '下次联系',
    nextChoices: { tomorrowMorning: '明天上午', friday: '周五', nextMonday: '下周一' },
    otherTime: '其他时间',
    contact: '联系人',
    opportunity: '商机',
    when: '跟进时间',
    now: '刚刚',
  },
}
