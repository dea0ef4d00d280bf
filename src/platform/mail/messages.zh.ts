export default {
  problems: {
    mail: {
      not_set_up: '还没有设置发信服务器。请管理员在“设置 → 安全”中填写，或复制链接自行发送。',
      failed: '邮件没有发出，发信服务器说：{reason}。请检查发信设置后重试。',
      bad_address: '邮箱地址 {address} 不正确，请改正。',
      private_host: '发信服务器 {host} 在内部网络中，这里不允许使用。请填写公网上的发信服务器。',
    },
    secret: {
      other_key: '这项内容是用另一把密钥加密的，无法读取。请运维人员恢复 SECRET_KEY，或重新填写这项设置。',
    },
  },
  mail: {
    test: {
      subject: '掌柜的测试邮件',
      text: '收到这封邮件，说明 {company} 的发信设置可以使用。',
    },
  },
}
