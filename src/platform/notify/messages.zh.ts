export default {
  notices: {
    somebody: '系统',
    unseen: '（您已看不到）',
    way: '查看：{url}',
    subject: '掌柜：{text}',
    test: '这是掌柜发来的测试消息，机器人“{name}”可以收到通知。',
    kinds: {
      record: {
        handed: { label: '有记录转给我', text: '{by}把{noun}{title}转给了您' },
        handedMany: { label: '批量转给我', text: '{by}把多条{noun}转给了您' },
      },
      team: { joined: { label: '我被加入团队', text: '{by}把您加入了{noun}{title}的团队' } },
      import: { finished: { label: '导入完成', text: '导入“{file}”已结束：新增或更新 {done} 条，拒绝 {refused} 条' } },
      bulk: { finished: { label: '批量操作完成', text: '批量操作已结束：完成 {done} 条，拒绝 {refused} 条' } },
      invitation: { accepted: { label: '邀请被接受', text: '{by}接受了您的邀请' } },
      signIn: {
        newDevice: {
          label: '新设备登录',
          text: '您的账号在新设备上登录（{device}，{at}）。不是您本人？请立即修改密码。',
        },
      },
    },
  },
  problems: {
    'robot.address_refused': '这个地址不能用。请填写群机器人的 Webhook 地址（以 {example} 开头）。',
    'robot.failed': '消息没有发出去：{reason}。请检查地址和密钥。',
  },
}
