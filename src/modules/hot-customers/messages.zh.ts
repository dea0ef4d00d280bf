export default {
  customer: {
    verbs: {
      flagHot: { label: '标为热点', reason: '热点原因' },
      clearHot: { label: '解除热点' },
      dismissHot: { label: '忽略热点建议' },
    },
  },
  hot: {
    causes: {
      stalled: '商机“{title}”停滞，{figure} 天没有跟进',
      large: '大额商机“{title}”，金额 {figure}',
      missed: '约定 {figure} 联系，至今没有跟进',
    },
  },
  problems: { 'hot.reason_needed': '请写明为什么是热点客户，例如“两周内定标”。' },
  tiles: {
    hot: {
      customers: { title: '热点客户', empty: '现在没有热点客户；在客户页上可以标为热点并写明原因。' },
      suggestions: { title: '建议关注的客户', empty: '没有停滞的大单，也没有错过的联系。' },
    },
  },
  notices: { kinds: { customer: { hot: { label: '客户被标为热点', text: '{by}把{title}标为热点客户' } } } },
}
