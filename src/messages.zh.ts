export default {
  api: { demo: '演示公司的人物和密码' },
  problems: {
    'setting.invalid': '设置 {name} 的值 “{value}” 不对；应为 {expected}。',
    'port.taken': '端口 {port} 已被另一个程序占用；请停掉它，或用 PORT 指定另一个端口。',
    'port.not_allowed': '当前用户不能使用端口 {port}；请用 PORT 指定 1024 以上的端口。',
    'port.no_such_host': '本机没有地址 {host}；请改正 HOST。',
    'demo.own_database': '演示公司使用自己的数据库；请去掉 DATABASE_URL 再用 --demo 启动。',
  },
  program: {
    demo: '这是演示公司，数据在 {folder}；登录页可直接选择人物。',
    demo_making: '正在生成演示公司……{percent}%',
    ready: '掌柜已启动：{url}',
    setup: '首次使用，请打开此链接设置公司和管理员：{url}',
    worker: '掌柜后台任务进程已启动。',
    stopping: '正在停止……',
    stopped: '已停止。',
    unexpected: '程序遇到意外错误：',
  },
}
