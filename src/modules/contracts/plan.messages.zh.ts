export default {
  collectionPlan: {
    name: '回款计划',
    plural: '回款计划',
    fields: {
      name: '名称',
      contract: '合同',
      customer: '客户',
      instalmentNo: '期数',
      kind: '款项类型',
      dueOn: '应收日期',
      releaseOn: '质保到期日',
      amount: '计划金额',
      currency: '币种',
      receivedAmount: '已回款',
      restAmount: '未回款',
      state: '回款状态',
      standing: '是否生效',
      paidOn: '结清日期',
      remindDays: '提前提醒（天）',
      legalEntity: '我方主体',
      remark: '备注',
      owner: '负责人',
    },
    hints: {
      remindDays: '不填则用公司设置的天数。',
      owner: '始终是合同的负责人。',
    },
    options: {
      kind: {
        normal: '普通',
        retention: '质保金',
      },
      state: {
        pending: '待回款',
        partial: '部分回款',
        paid: '已回款',
      },
      standing: {
        planned: '待生效',
        live: '已生效',
        void: '已失效',
      },
    },
    verbs: {
      postpone: {
        label: '改期',
        dueOn: '新的应收日期',
        reason: '改期原因',
      },
    },
    views: {
      open: '待回款',
      overdue: '逾期',
      thisWeek: '本周到期',
      within30Days: '30 天内到期',
      partlyPaid: '部分回款',
      paid: '已回款',
    },
    sections: {
      money: '金额',
      words: '备注',
    },
    conditions: {
      isPressing: '需要催款',
    },
    instalment: '第 {no} 期',
    retention: '质保金（第 {no} 期）',
  },
  seal: {
    name: '印章',
    plural: '印章',
    fields: {
      name: '印章名称',
      legalEntity: '我方主体',
      kind: '印章类型',
      image: '印章图片',
      state: '状态',
    },
    hints: {
      image: '图片只给管理印章的人看，用印时由系统盖上。',
    },
    options: {
      kind: {
        contract: '合同专用章',
        company: '公章',
        finance: '财务专用章',
        legalRepresentative: '法人章',
      },
      state: {
        active: '使用中',
        retired: '已停用',
      },
    },
    verbs: {
      retire: {
        label: '停用',
      },
      reinstate: {
        label: '恢复使用',
      },
    },
    views: {
      active: '使用中',
      retired: '已停用',
    },
  },
  tiles: {
    contracts: {
      collect: {
        title: '该催的款',
      },
      expiring: {
        title: '即将到期的合同',
        empty: '近期没有到期的合同。',
      },
      preparing: {
        title: '待我推进的合同',
        empty: '没有等着生效的合同。',
      },
    },
  },
  notices: {
    kinds: {
      collectionPlan: {
        due: {
          label: '回款快到期',
          text: '{title} 将于 {day} 到期，请安排催款',
        },
        overdue: {
          label: '回款逾期',
          text: '{title} 应于 {day} 收到，还没有收齐',
        },
      },
      contract: {
        expiring: {
          label: '合同快到期',
          text: '合同 {title} 将于 {day} 到期',
        },
      },
    },
  },
  reports: {
    signedByPerson: {
      title: '个人签约',
      how: '按签订日期统计；金额是签约时的合同金额乘以业绩归属比例，框架合同和作废合同不计，多人分摊的合同各计一份。',
      dimensions: {
        person: '人员',
      },
      measures: {
        amount: '签约金额',
        count: '签约数',
      },
    },
    signedByDepartment: {
      title: '部门签约',
      how: '按签订时人员所在的部门统计，以后调动不改变已有业绩；框架合同和作废合同不计。',
      dimensions: {
        department: '部门',
      },
      measures: {
        amount: '签约金额',
        count: '签约数',
      },
    },
    signedByMonth: {
      title: '各月签约',
      how: '按签订日期所在月份统计签约金额；框架合同和作废合同不计。',
      dimensions: {
        month: '月份',
      },
      measures: {
        amount: '签约金额',
        count: '签约数',
      },
    },
    dueByMonth: {
      title: '各月应收',
      how: '已生效合同的回款计划，按应收日期所在月份、按币种合计。',
      dimensions: {
        month: '月份',
      },
      measures: {
        planned: '计划',
        received: '已回款',
        rest: '未回款',
        unpaid: '未结清期数',
      },
    },
  },
  api_groups: {
    contractSettings: '合同设置',
    contracts: '合同',
  },
  api: {
    contractSettings: {
      read: '读取合同设置',
      change: '更改合同设置',
    },
    contracts: {
      sealUses: '查看合同的用印记录',
    },
  },
}
