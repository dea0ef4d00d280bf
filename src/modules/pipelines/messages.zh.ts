export default {
  pipeline: {
    name: '销售流程',
    plural: '销售流程',
    fields: {
      name: '流程名称',
      description: '说明',
      stages: '阶段',
    },
    hints: {
      stages: '阶段按顺序排列；改名不影响历史和报表。',
    },
  },
  stage: {
    name: '阶段',
    plural: '阶段',
    fields: {
      pipeline: '销售流程',
      name: '阶段名称',
      kind: '阶段类型',
      probability: '赢率',
      normDays: '标准停留天数',
      guidance: '阶段指引',
      needs: '进入前必填',
    },
    hints: {
      normDays: '停留超过这个天数，看板上会变色提醒。',
      guidance: '这一阶段要做的事、常见风险和完成标准。',
    },
    options: {
      kind: {
        open: '进行中',
        won: '赢单',
        lost: '输单',
        invalid: '无效',
        afterWon: '售后',
      },
      needs: {
        nothing: '无',
        customer: '客户',
        amount: '金额',
        customerAndAmount: '客户和金额',
      },
    },
  },
  problems: {
    'pipeline.stage_name_twice': '有两个阶段都叫“{name}”；请改掉其中一个。',
    'pipeline.stages_missing': '一个流程至少要有进行中、赢单、输单阶段各一个；还缺：{kinds}。',
  },
}
