export default {
  problems: {
    'import.bad_settle_file':
      '{file} 的内容不对（位置 {place}）：应为 {"field", "value", "settlement": {"kind", "id" 或 "title"}} 的列表；--map 应为“表头: 字段”的对象。',
    'export.unknown_format': '没有“{format}”这种格式；请选 csv 或 xlsx。',
    'import.no_such_file': '没有这个文件：{file}。',
    'export.unknown_object': '没有“{name}”可以导出；例如 customers、opportunities。',
  },
  cli: {
    commands: {
      import: '导入 XLSX 或 CSV 文件',
      export: '把记录导出为 XLSX 或 CSV 文件',
    },
    help: {
      import:
        '用法：zhanggui import 文件 --object 名称 [--company 公司] [--user 用户] [--sheet 工作表] [--header-row 行] [--mapping 名称] [--key 字段] [--mode new|update|both|all] [--fill-empty] [--run-automations] [--set 名称=值]… [--map 文件] [--settle 文件] [--propose 文件] [--refused 文件] [--dry-run] [--json]\n用法：zhanggui import --template 文件.xlsx --object 名称\n--object 是记录的种类：customer、product、user、opportunity ……\n--set 给所有行填同一个值（currency=USD、pipeline=流程名称），或设置 sourceSystem、dateOrder（ymd、dmy、mdy）、doubles（skip、update、create）。\n--key 指定按哪一列识别已有记录：id、externalId、唯一字段、名称、电话。--mode new 不改已有的，update 只更新不新增，both 更新并新增，all 每行都新建。--fill-empty 只填空的字段。\n--mapping 采用以该名称保存的列和设置。不加 --run-automations 时不触发自动流程。\n--map 是 JSON 对象：表头 → 字段，null 表示不导入这一列。\n找不到对应记录的值会让导入停下：逐个列出，退出码为 2。--propose 把它们连同建议写进文件；核对、修改后用 --settle 交回。\n--dry-run 只说明会发生什么，不写入。--refused 写出被拒绝的行及原因。\n不指定 --user 时由系统执行。命令被中断后，程序下次启动时会接着导入。',
      export:
        '用法：zhanggui export 种类 [--out 文件] [--company 公司] [--user 用户] [--filter JSON] [--sort 字段] [--fields 字段] [--format csv|xlsx]\n种类：customers、opportunities、products、users …… 不指定 --out 时写到标准输出。',
    },
    import: {
      states: {
        reading: '{name}：还在读取。',
        mapping: '{name}：{rows} 行；还有要先选定的内容。没有导入任何记录。',
        settling: '{name}：{rows} 行；有些值找不到对应。没有导入任何记录。',
        ready: '{name}：{rows} 行。只是预演，没有导入任何记录。',
        running: '{name}：还在导入。',
        done: '{name}：{rows} 行，导入完成。',
        failed: '{name}：导入失败。',
        cancelled: '{name}：导入已取消。',
        undoing: '{name}：正在撤销。',
        undone: '{name}：已撤销。',
      },
      counts: '新增 {created} · 更新 {updated} · 重复 {skipped} · 拒绝 {refused}',
      marks: { withoutCustomer: '其中待补客户：{count}' },
      unsettled: '找不到对应的值：{count} 个。用 --settle 文件 逐个处理（--propose 文件 可生成一份）。',
      kinds: {
        use: '用“{title}”？',
        create: '新建“{title}”？',
        leaveEmpty: '留空？',
        refuse: '拒绝？',
      },
    },
    export: { done: '已写入 {file}。' },
  },
}
