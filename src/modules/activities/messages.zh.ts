export default {
  activity: {
    name: '跟进记录',
    plural: '跟进记录',
    fields: {
      method: '跟进方式',
      content: '跟进内容',
      customer: '客户',
      contact: '联系人',
      opportunity: '商机',
      lead: '线索',
      happenedAt: '跟进时间',
      result: '跟进结果',
      nextContactAt: '下次联系时间',
      files: '附件',
      subject: '主题',
      owner: '跟进人',
    },
    hints: { subject: '不填时取内容的第一句。', happenedAt: '可以补记以前的跟进；不填就是现在。' },
    options: {
      method: {
        phone: '电话',
        wechat: '微信',
        email: '邮件',
        sms: '短信',
        visit: '拜访',
        meeting: '会议',
        campaign: '活动',
        other: '其他',
      },
      result: {
        interested: '有意向',
        considering: '考虑中',
        notReached: '未联系上',
        notInterested: '无意向',
        settled: '已解决',
        other: '其他',
      },
    },
    sections: { about: '关于' },
  },
  phrases: {
    ready: {
      1: '电话未接通，稍后再联系',
      2: '已发送资料，等待对方回复',
      3: '已报价，对方在比价',
      4: '约好上门拜访',
      5: '对方内部讨论中，暂无结论',
    },
  },
  api_groups: { phrases: '常用语', followUpSettings: '跟进设置' },
  api: {
    phrases: { list: '列出本人和公司的常用语', keep: '保存常用语' },
    followUpSettings: { read: '读取跟进设置', change: '更改跟进设置' },
  },
  problems: {
    'activity.contact_elsewhere':
      '联系人“{contact}”不在客户“{customer}”任职：请选择该客户的联系人，或先在联系人的任职经历里加上这个客户。',
    'activity.opportunity_elsewhere':
      '商机“{opportunity}”不属于客户“{customer}”：请选择该客户的商机，或改选商机所属的客户。',
    'activity.about_nothing': '请选择这次跟进的客户、联系人、商机或线索，至少一项。',
    'activity.in_future': '跟进时间不能是将来；计划中的联系请填“下次联系时间”。',
  },
  tiles: {
    activities: {
      today: {
        title: '今天谁做了什么',
        empty: '今天还没有人留下记录。',
        columns: {
          activities: '跟进',
          customers: '新客户',
          moved: '推进商机',
        },
      },
    },
  },
  notices: {
    kinds: {
      contact: {
        due: { label: '到了下次联系时间', text: '该联系{noun}{title}了' },
        overdue: { label: '下属错过约定的联系', text: '{owner}约定联系{noun}{title}，已过 {days} 个工作日' },
      },
      mentioned: { label: '有人@我', text: '{by}在跟进{title}中提到了您' },
    },
  },
}
