export default {
  api_groups: { pipelines: '销售流程' },
  api: { pipelines: { offered: '按提供给本人的顺序列出销售流程' } },
  pipeline: {
    name: '销售流程',
    plural: '销售流程',
    fields: {
      name: '流程名称',
      description: '说明',
      stages: '阶段',
      departments: '优先提供给',
      currentVersion: '版本',
    },
    hints: {
      stages: '阶段按顺序排列。流程使用中时，增减、调整顺序、改类型或必填会形成新版本；只改名称和说明不会。',
      departments: '这些部门（含下级）的人新建商机时默认用这个流程。',
      currentVersion: '流程使用中改动阶段后加一；旧商机按原版本走完，可以转到新版本。',
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
      steps: '操作步骤',
      risks: '风险提示',
      exitStandard: '完成标准',
      guidance: '其他说明',
      needs: '进入前必填',
    },
    hints: {
      normDays: '停留超过这个天数，看板上会变色提醒。',
      steps: '这一阶段要做的事。',
      risks: '容易出的问题和避免的办法。',
      exitStandard: '达到什么才能进入下一阶段。',
      needs: '没有填写就不能移到这个阶段。',
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
  pipelineDepartment: {
    name: '适用部门',
    plural: '适用部门',
    fields: { pipeline: '销售流程', department: '部门' },
  },
  problems: {
    'pipeline.department_twice': '同一个部门选了两次；请去掉一个。',
    'pipeline.stage_name_twice': '有两个阶段都叫“{name}”；请改掉其中一个。',
    'pipeline.stages_missing': '一个流程至少要有进行中、赢单、输单阶段各一个；请补上缺的。',
  },
}
