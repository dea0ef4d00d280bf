export default {
  problems: {
    'company.choose': '有几家公司：{companies}；请用 --company 指定其中一家。',
    'command.unknown': '没有命令 {name}；执行 zhanggui help 可查看全部命令。',
    'command.arguments': '命令 {name} 的参数个数不对；执行 zhanggui {name} --help 可查看用法。',
    'command.option': '命令 {name} 没有选项 {option}，或缺少它的值；执行 zhanggui {name} --help 可查看用法。',
    'backup.nothing': '还没有公司，没有可备份的内容。',
    'backup.one_file': '共有 {count} 家公司，每家一个备份文件；请指定一个已存在的文件夹，或用 --company 指定公司。',
  },
  cli: {
    usage: '用法：zhanggui <命令> [选项]',
    more: '执行 zhanggui <命令> --help 可查看该命令的用法。设置见 docs/operations.md。',
    commands: {
      start: '启动掌柜',
      migrate: '把所有数据库升级到本程序的结构',
      backup: '把公司备份成文件',
      restore: '从备份文件恢复公司',
      audit: '验证审计日志，列出删除凭证',
      report: '计算报表',
      doctor: '检查安装是否正常',
    },
    help: {
      start:
        '用法：zhanggui start [--port 端口] [--host 地址] [--role web|worker|all]\n启动掌柜，直到收到 Ctrl-C 或 SIGTERM。',
      migrate: '用法：zhanggui migrate\n把控制库和每家公司的数据库升级到本程序的结构。',
      backup:
        '用法：zhanggui backup [文件或文件夹] [--company 编号或名称]\n把一家公司（不指定时为全部公司）的数据和账号写成一个文件；使用中也可备份。文件内有密码散列，请妥善保管。',
      restore:
        '用法：zhanggui restore 文件 [--erasures 凭证文件]\n先检查整个文件，再恢复其中的公司；文件损坏时不改动任何数据。备份之后删除过个人信息的，用 --erasures 指定 zhanggui audit erasures 的输出，恢复后会再次删除。',
      audit:
        '用法：zhanggui audit verify [--company 编号或名称] [--expect 位置:哈希] [--json]\n　　　zhanggui audit erasures [--company 编号或名称]\nverify 从头核对审计日志的哈希链，指出第一条被改动的记录；有改动时返回 1。最后一行是链尾，请另外保存，下次用 --expect 核对。erasures 列出删除凭证（每行一条 JSON），请与备份一起保存。',
      report:
        '用法：zhanggui report [报表名] [--company 编号或名称] [--user 登录名、编号或姓名] [--period 2017-Q1 | --from 日期 --to 日期] [--currency 币种] [--filter JSON] [--compare previous|lastYear] [--json | --csv]\n计算一张报表；不写报表名时列出全部报表。指定 --user 时只看此人能看到的数据，不指定时看全部。',
      doctor: '用法：zhanggui doctor [--json]\n检查安装，不改动任何内容；有错误时返回 1。',
    },
    migrate: { current: '已是最新' },
    backup: {
      done: '已备份 {company}：{file}（{rows} 行，{files} 个文件）',
      lost: '{company}：有 {count} 个文件的内容已不在文件存储中，备份里也没有它们。',
    },
    restore: {
      done: '已恢复 {company}（{rows} 行，{files} 个文件，备份于 {madeAt}）',
      erased: '按删除凭证再次删除了 {count} 条个人记录',
    },
    audit: {
      whole: '{company}：审计日志完整，共 {lines} 条（其中 {scrubbed} 条因删除个人信息而隐去详情）\n链尾：{head}',
      broken: '{company}：审计日志在第 {position} 条（{id}）被改动过：{breach}',
      breaches: {
        gap: '前面缺了记录，或插入了记录',
        content: '内容与哈希不符',
        detail: '详情与哈希不符',
        scrubbed: '详情被隐去，却没有删除凭证',
        end: '末尾的记录不见了',
        head: '与另外保存的链尾不符',
      },
    },
  },
  doctor: {
    verdicts: { good: '正常', warning: '注意', bad: '错误' },
    good: {
      audit: '{name}：审计日志完整，{lines} 条',
      calendar: '{name}：工作日历齐全',
      files: '{name}：文件完整（{place}）',
      node: 'Node {version}',
      postgresql: 'PostgreSQL {version}',
      superuser: '数据库用户不是超级用户',
      databases: '可以新建数据库，每家公司一个',
      encoding: '数据库编码 {encoding}，区域 {locale}',
      durability: '写入会落盘（fsync、full_page_writes 已开启）',
      connections: '数据库连接 {used}，上限 {limit}',
      clock: '时钟与数据库一致',
      space: '{folder} 剩余空间 {gigabytes} GB',
      schema: '{name}：数据库 {database} 结构为第 {version} 号，已是最新',
    },
    warning: {
      calendar: '{name}：工作日历还没有 {years} 年的放假安排；请在“设置 → 工作日历”填写或导入',
      files: '{name}：{place} 中有 {count} 个无主文件，每天的清理会删除它们',
      superuser: '数据库用户是超级用户：请为掌柜另建一个普通用户，并让它拥有自己的数据库',
      databases: '数据库用户不能新建数据库（CREATEDB），只能有一家公司',
      encoding: '数据库区域 {locale} 不认识汉字；请用 C.UTF-8 重建数据库',
      connections: '数据库连接 {used} 接近上限 {limit}；请提高 max_connections 或减小 POOL_SIZE',
      clock: '时钟与数据库相差 {seconds} 秒；请启用时间同步',
      space: '{folder} 只剩 {gigabytes} GB',
      unfinished: '公司“{company}”的建立或移除没有完成；重新执行即可继续',
    },
    bad: {
      audit: '{name}：审计日志在第 {position} 条被改动过（{breach}）；详见 zhanggui audit verify',
      files: '{name}：有 {count} 个文件的内容不在 {place} 中；请从备份恢复，或检查 FILES 设置是否指向原来的位置',
      fileStore: '{name}：无法访问文件存储 {place}：{reason}',
      node: 'Node {version} 太旧，需要 24',
      postgresql: 'PostgreSQL {version} 太旧，需要 15 或更新的版本',
      encoding: '数据库编码是 {encoding}，必须是 UTF8',
      durability: 'fsync 为 {fsync}、full_page_writes 为 {fullPageWrites}：断电会丢失数据',
      schema: '{name}：数据库 {database} 还有 {pending} 个迁移没有执行；请执行 zhanggui migrate',
      history: '{name}：数据库 {database} 中的迁移 {migration} 与本程序不符；请使用与数据相同或更新的程序版本',
    },
  },
}
