export default {
  problems: {
    'data.in_use':
      '数据目录 {folder} 正由另一个掌柜进程（进程号 {pid}，自 {since} 起）使用；请先停掉它，或用 DATA_DIR 指定另一个目录。',
    'data.not_writable': '用户 {user} 不能写入数据目录 {folder}；请改正它的权限，或用 DATA_DIR 指定另一个目录。',
    'data.elsewhere':
      '数据在 {place}（见 {toldBy}/location），用户 {user} 不能使用它；请用当初启动的用户启动，或用 DATA_DIR 指定另一个目录。',
    'database.no_account':
      'PostgreSQL 不能以 root 身份运行，而本机没有 zhanggui、postgres 或 nobody 用户可供它使用；请执行 useradd --system zhanggui 后再启动。',
    'database.no_binaries':
      '没有适用于本机（{platform}）的内置 PostgreSQL；请重新执行 npm ci，或用 DATABASE_URL 指定您自己的 PostgreSQL。',
    'database.would_not_start': '内置 PostgreSQL 无法启动：{reason}',
    'database.died': '内置 PostgreSQL 意外停止，正在重新启动。',
    'database.keeps_dying': '内置 PostgreSQL 反复意外停止，稍后会再次重启；请查看数据目录里 log 文件夹中的日志。',
    'database.other_major':
      '数据目录 {folder} 由 PostgreSQL {found} 建立，本程序自带的是 {ours}；请用旧版本程序备份（zhanggui backup），再用本版本恢复。',
    'database.url': 'DATABASE_URL 无法识别；它的写法是 postgresql://用户:密码@主机:5432/数据库。',
    'database.unreachable': '连不上 DATABASE_URL 指定的数据库：{reason}',
    'database.no_primary': 'DATABASE_URL 指定的主机中没有主库，{host} 是只读备库；请指定主库。',
    'database.too_old': '数据库 {host} 是 PostgreSQL {found}；掌柜需要 15 或更新的版本。',
    'database.may_not_create':
      '数据库用户不能新建数据库或模式：{reason}；请让数据库管理员授予 CREATEDB（以及对该数据库的 CREATE 权限）。',
    'database.newer':
      '数据库 {database} 由更新版本的掌柜建立（其中有本程序不认识的 {migration}）；请升级程序后再启动，数据没有改动。',
    'database.older': '数据库 {database} 还有 {pending} 个迁移没有执行；请先执行 zhanggui migrate。',
    'database.migration_changed':
      '数据库 {database} 中已执行的迁移 {migration} 与本程序所带的内容不同；请使用原来的程序版本，数据没有改动。',
    'database.migration_failed': '迁移 {migration} 执行失败，已回滚：{reason}',
  },
}
