/** Whatever says in which form somebody trades and nothing of who he is; at the end of a name, several may follow each other. */
export const legalForm =
  /(?:(?:集团)?(?:股份)?(?:有限)?(?:责任)?总?公司|特殊普通合伙|有限合伙|普通合伙|个体工商户|集团|股份有限|有限责任|股份|有限|总部)$/u

/** The same in the middle of a name, where the name of a branch follows it. */
export const beforeBranch =
  /^(.{2,}?)(?:集团)?(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|总公司|集团公司)(.+)$/u

/** Words by which a part of a company is called. */
export const branchWord =
  /(?:分公司|支公司|子公司|分店|门店|分行|支行|分部|办事处|代表处|联络处|营业部|营业厅|分厂|分校|分院|分所|分社|项目部)$/u

/** The count before such a word: 第二分公司. */
export const branchCount = /第?[一二三四五六七八九十百\d]+$/u

/** Whole words at the end of a name in Latin letters. */
export const latinForms =
  /^(?:co|company|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|gmbh|ag|sa|pte|pty|bv|nv|srl|spa|kk|group|holdings?)$/

/** What a bracket may say that is no part of the name. */
export const bracketedForm =
  /^(?:集团|股份|有限|有限合伙|普通合伙|特殊普通合伙|个体工商户|个体户?|个人独资|独资|合资|筹|group)$/u

/** What a bracket behind a name may end with that says which part of the company is meant. */
export const partWord =
  /(?:公司|[厂部店行校院所社站处区期库仓组室线园]|中心|基地|仓库|车间|门市|项目|[\d〇零一二三四五六七八九十]+号?)$/u

/** Trades at the end of a name: what stands before them is what the company calls itself (字号). */
export const trades: readonly string[] =
  `科技 技术 信息 网络 软件 数据 数码 电子 通信 通讯 智能 自动化 系统 互联 贸易 商贸 进出口 国际 实业 工业 投资
  控股 发展 产业 商业 供应链 物流 货运 运输 机械 设备 仪器 机电 电气 电器 电力 能源 新能源 环保 环境 化工 材料
  新材料 建筑 建设 工程 装饰 房地产 置业 地产 物业 管理 咨询 服务 顾问 企业 文化 传媒 广告 教育 培训 医疗 医药
  药业 生物 健康 食品 餐饮 酒店 旅游 服饰 服装 纺织 家具 家居 汽车 汽配 金属 钢铁 五金 塑料 橡胶 包装 印刷 农业
  园林 金融 保险 证券 租赁 传播 制造 制品 用品 精密 光电 半导体 计算机`.split(/\s+/)
