export default {
  problems: {
    session: {
      wrong: '账号或密码不对。请检查后再试；忘记密码请找管理员重设。',
      wrong_password: '原密码不对。',
      locked: '失败次数过多，请在 {seconds} 秒后再试；忘记密码请找管理员重设。',
      code_needed: '请输入验证器上的 6 位验证码，或一个恢复码。',
      wrong_code: '验证码不正确或已用过。请等待下一个验证码再试，或使用恢复码。',
      too_often: '操作过于频繁，请 {seconds} 秒后再试。',
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
    second_factor: {
      enrol_first: '公司要求启用两步验证，请先完成设置。',
      on: '两步验证已启用。要更换手机，请先关闭再重新启用。',
      none: '还没有启用两步验证。',
      wrong_code: '验证码不正确。请核对手机时间，输入当前的 6 位数字。',
      required: '公司要求两步验证，不能关闭；要更换手机，请管理员为您重置。',
    },
    invitation: {
      unknown: '这个链接无效。请检查是否复制完整，或请邀请人重新发送。',
      used: '这个链接已经用过。请直接登录；忘记密码请联系管理员。',
      withdrawn: '这个链接已被撤回或被新的链接取代。请向管理员要最新的链接。',
      expired: '这个链接已过期。请邀请人重新发送。',
      no_address: '没有邮箱地址，请复制链接发给本人。',
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
      none_here: '此用户还没有账号，请先邀请或开通。',
      not_yourself: '不能停用自己的账号，请由另一位管理员操作。',
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
      in_the_past: '到期时间须在将来。',
      unknown: '没有密钥 {key}；执行 zhanggui key list 可查看。',
    },
  },
  invitation: {
    invite: {
      subject: '{inviter}邀请您使用{company}的掌柜',
      text: '{name}，您好：\n\n{inviter}邀请您加入{company}的客户管理系统。请打开下面的链接，设置自己的密码（7 天内有效，只能用一次）：\n\n{link}\n\n如果您不认识邀请人，请忽略这封邮件。',
    },
    reset: {
      subject: '重设您在{company}的掌柜密码',
      text: '{name}，您好：\n\n请打开下面的链接，设置新密码（24 小时内有效，只能用一次）：\n\n{link}\n\n如果不是您要重设密码，请忽略这封邮件，原密码不变。',
    },
  },
}
