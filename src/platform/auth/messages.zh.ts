export default {
  problems: {
    session: {
      wrong: '账号或密码不对。请检查后再试；忘记密码请找管理员重设。',
      wrong_password: '原密码不对。',
      locked: '失败次数过多，请在 {seconds} 秒后再试；忘记密码请找管理员重设。',
      disabled: '此账号已停用，请联系公司的管理员。',
      not_in_company: '此账号不在这家公司，请选择另一家。',
      other_site: '此请求来自其他网站，已拒绝。请在掌柜的页面里操作；若经过代理访问，请让管理员设置 PUBLIC_URL。',
      person_only: '此操作须由本人登录后进行，不能用 API 密钥。',
    },
    choose_company: '您在多家公司，请选择要进入的公司。',
    setup: {
      closed: '已经设置完成，请直接登录。',
      token: '设置链接无效或已过期。请使用掌柜最近一次启动时显示的链接。',
    },
    account: {
      login_form: '用户名为 2 到 40 个字母、汉字、数字或 . _ -，不能是电话号码。',
      login_taken: '已有账号使用它，请换一个。',
      no_login: '请填写手机、邮箱、用户名中的至少一个。',
      password_short: '密码至少 {min} 个字符。',
      password_guessable: '这个密码太容易猜到，请换一个。',
      shared: '此账号也用于其他公司，只能由本人修改密码，或由系统运维人员用 zhanggui user password 重设。',
      exists: '此用户已有账号，或此账号已在这家公司。',
      none: '用户 {user} 还没有账号。',
      unknown: '没有登录名为 {login} 的账号。',
    },
    user: {
      left: '此用户已离职或已被移除，不能再操作。',
      ambiguous: '有多个用户符合 {user}，请用编号指定。',
      unknown: '没有用户 {user}。',
    },
    role: {
      unknown: '没有角色 {role}。',
      beyond_yours: '角色 {role} 的权限超出您自己的权限，您不能授予、收回，也不能修改其用户的账号。',
      last_administrator: '公司至少要有一位能登录的管理员，请先指定另一位。',
    },
    company: {
      no_room: '数据库用户不能新建数据库，所以只能有一家公司。请让数据库管理员授予 CREATEDB。',
      not_ready: '这家公司还在建立中，请稍后再试。',
      unknown_time_zone: '无法识别的时区；写法如 Asia/Shanghai。',
      currency_fixed: '本位币（{currency}）在建立公司时选定，不能修改：已有的金额都按它记录。选错了请另建一家公司。',
      confirm: '将永久删除公司“{company}”及其全部数据。确认请再执行一次并加上 --yes。',
    },
    key: {
      unknown: '没有密钥 {key}；执行 zhanggui key list 可查看。',
    },
  },
}
