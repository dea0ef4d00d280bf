export default {
  contacts: {
    panel: {
      title: '联系人',
      none: '还没有联系人',
      noneText: '记下在这家客户认识的人：电话可以直接拨打，跟进时可以选他。',
      new: '新建联系人',
      primary: '首要联系人',
      makePrimary: '设为首要联系人：{name}',
      madePrimary: '首要联系人已改为{name}',
      all: '全部联系人',
    },
    first: { title: '联系人（可选）', name: '联系人姓名', phone: '联系人电话', jobTitle: '联系人职务' },
  },
}
