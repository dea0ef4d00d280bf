export default {
  competitor: {
    name: '竞争对手',
    plural: '竞争对手',
    fields: {
      name: '名称',
      website: '网址',
      state: '状态',
      positioning: '市场定位',
      products: '产品及特点',
      strategy: '销售策略',
      service: '服务水平',
      priceLevel: '价格水平',
      price: '价格说明',
      strengths: '优势',
      weaknesses: '弱点',
      answer: '我们的应对',
      remark: '备注',
      tags: '标签',
    },
    hints: {
      answer: '遇到这个对手时怎么打：强调什么、避开什么。',
      priceLevel: '与我们相比。',
    },
    options: {
      state: { active: '活跃', gone: '已退出' },
      priceLevel: { lower: '比我们低', similar: '差不多', higher: '比我们高' },
    },
    sections: { offer: '卖什么', conduct: '怎么竞争' },
  },
}
