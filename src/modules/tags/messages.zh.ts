export default {
  tag: {
    name: '标签',
    plural: '标签',
    fields: { name: '标签名称', colour: '颜色', nouns: '用于' },
    hints: { nouns: '不选表示都可以用。' },
    options: {
      colour: {
        grey: '灰色',
        red: '红色',
        orange: '橙色',
        gold: '金色',
        green: '绿色',
        cyan: '青色',
        blue: '蓝色',
        purple: '紫色',
        magenta: '洋红',
      },
      nouns: { customer: '客户', contact: '联系人', lead: '线索', opportunity: '商机', campaign: '市场活动' },
    },
  },
}
