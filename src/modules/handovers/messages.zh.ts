const transfer = {
  label: '转移',
  owner: '新负责人',
  along: '一起转移',
  keepAs: '原负责人留在团队',
  until: '留到哪天',
  reason: '原因',
}
const verbs = { transfer }
const options = { keepAs: { read: '只读', edit: '可编辑' } }
const parts = {
  contact: '联系人',
  opportunity: '进行中的商机',
  quote: '未完结的报价',
  contract: '进行中的合同',
  lead: '未完结的线索',
  task: '未完成的任务',
  event: '未结束的日程',
}
const nouns = { verbs, options: { ...options, along: parts } }

export default {
  customer: nouns,
  lead: nouns,
  contact: nouns,
  opportunity: nouns,
  quote: { verbs, options },
  contract: { verbs, options },
  task: { verbs, options },
  event: { verbs, options },
  tiles: {
    handovers: {
      waiting: { title: '待交接的离职人员', empty: '离职人员的客户和工作都已交接。' },
    },
  },
}
