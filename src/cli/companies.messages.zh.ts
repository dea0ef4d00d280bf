export default {
  problems: {
    'company.confirm_reset': '这会清除“{company}”的全部业务数据（见上）；确定的话请加上 --yes 再执行一次。',
    'password.differs': '两次输入的密码不同，请重新执行。',
  },
  cli: {
    commands: {
      company: '公司：列出、建立、清除业务数据、删除',
      user: '用户：列出、建立、给账号、重设密码、角色',
      key: 'API 密钥：列出、建立、作废',
    },
    help: {
      company:
        '用法：zhanggui company list [--json]\n　　　zhanggui company create 名称 [--locale zh|en] [--currency CNY] [--time-zone Asia/Shanghai]\n　　　zhanggui company reset 名称或编号 [--products] [--no-backup] --yes\n　　　zhanggui company remove 名称或编号 --yes\nreset 清除全部业务数据（加 --products 时包括产品），保留人员、角色和设置，并先做备份；不加 --yes 时只列出会清除什么。建立中断后，用同样的名称再执行一次即可继续。',
      user: '用法：zhanggui user list [--json]\n　　　zhanggui user create 姓名 [--login 用户名] [--mobile 手机] [--email 邮箱] [--role 角色]… [--draw-password]\n　　　zhanggui user account 用户 [--login 用户名] [--mobile 手机] [--email 邮箱] [--role 角色]… [--draw-password]\n　　　zhanggui user password 登录名 [--draw-password]\n　　　zhanggui user second-factor 登录名\n　　　zhanggui user roles 用户 [--role 角色]…\n有几家公司时用 --company 指定。密码在终端输入，或从标准输入读第一行；加 --draw-password 则自动生成并显示。create 建立新用户（默认角色 salesperson），account 给已有的用户一个账号。登录名已有账号（例如在另一家公司）时，该账号用原来的密码进入本公司。roles 加 --role 时改为所列角色，不加时只显示。',
      key: '用法：zhanggui key list [--json]\n　　　zhanggui key create 用户 [--name 用途]\n　　　zhanggui key revoke 密钥开头（zg_…）\n密钥只显示一次，权限始终不超过其用户。有几家公司时用 --company 指定。',
    },
    password: { new: '新密码：', again: '再输入一次：', drawn: '密码：{password}' },
    company: {
      created: '公司“{company}”已建立（{id}）。',
      removed: '公司“{company}”已永久删除。',
      beside_reset: '另有修改历史 {history} 条、附件 {files} 个。',
      reset: '公司“{company}”的业务数据已清除，设置都保留着。',
      reset_backup: '备份：{file}',
      states: { open: '使用中', making: '建立中', removing: '删除中' },
    },
    user: {
      created: '{user} 可以登录了（{id}）。',
      password: '{login} 的密码已重设，其会话和 API 密钥已全部失效。',
      second_factor: '{login} 的两步验证已重置，其会话已全部结束。',
    },
    key: { revoked: '密钥 {key} 已作废。' },
  },
}
