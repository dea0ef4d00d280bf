/** What a pasted text says of somebody. */
export interface PastedCard {
  name: string | null
  company: string | null
  jobTitle: string | null
  phones: string[]
  wechat: string | null
  emails: string[]
  website: string | null
  address: string | null
}

/**
 * Takes a WeChat message, a mail signature or the text of a name card apart. What is labelled (电话：…) is believed; of the rest each piece is
 * what it looks like. What is not recognised is left out.
 */
export function readPastedCard(pasted: string): PastedCard {
  const card: PastedCard = {
    name: null,
    company: null,
    jobTitle: null,
    phones: [],
    wechat: null,
    emails: [],
    website: null,
    address: null,
  }
  for (const line of linesOf(pasted)) readLine(card, line)
  return card
}

/** Whether anything was found at all. */
export const saysAnything = (card: PastedCard): boolean =>
  Object.values(card).some(value => (Array.isArray(value) ? value.length > 0 : value !== null))

const labels: readonly [keyof PastedCard, RegExp][] = [
  ['wechat', /^(?:微信号?|wechat(?: ?id)?|weixin|vx|v信|wx)$/i],
  ['phones', /^(?:(?:联系)?电话|手机号?码?|座机|固话|办公电话|tel(?:ephone)?|mobile|mob|cell|phone|office|m|t|p)$/i],
  ['emails', /^(?:邮箱|电子邮[件箱]|邮件|e-?mail|mail|e)$/i],
  ['address', /^(?:(?:公司|联系|办公|详细|收货)?地址|add(?:r|ress)?|a)$/i],
  ['company', /^(?:公司(?:名称)?|单位(?:名称)?|企业(?:名称)?|company|organi[sz]ation)$/i],
  ['jobTitle', /^(?:职[务位称]|岗位|title|position)$/i],
  ['website', /^(?:网址|网站|官网|web(?:site)?|url|w)$/i],
  ['name', /^(?:姓名|联系人|收[件货]人|名字|name|contact)$/i],
]

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const website = /(?:https?:\/\/|www\.)[^\s，,；;|]+/i
const mobile = /(?<![\d+])(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g
const landline =
  /(?<![\d+])(?:(?:\+|00)?86[- ]?)?(?:\(?0\d{2,3}\)?[- ]?|\b[2-9]\d{1,2}-)\d{4}[- ]?\d{3,4}(?:\s*(?:转|-|ext\.?|x)\s*\d{1,6})?(?!\d)/gi
const service = /(?<!\d)[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)/g
const abroad = /(?<![\d+])\+(?!86)\d{1,3}[- ()\d]{6,16}\d(?!\d)/g

const company =
  /(?:有限(?:责任)?公司|股份公司|集团|公司|研究[院所]|设计院|大学|学院|医院|银行|事务所|工厂|合作社|商行|工作室|(?:厂|中心|店)$)|\b(?:co\.?,? ?ltd|inc|llc|ltd|gmbh|corp(?:oration)?|company|limited|plc)\b\.?/i
const jobTitle =
  /(?:董事长|总裁|总经理|副总|经理|总监|主管|主任|主席|工程师|总工|采购|专员|助理|顾问|教授|院长|所长|科长|处长|部长|局长|厂长|店长|会计|出纳|财务|秘书|代表|合伙人|创始人|负责人|业务员|设计师|架构师|律师|销售$)|\b(?:ceo|cto|cfo|coo|cio|vp|president|director|manager|engineer|head|chief|officer|founder|partner|buyer|consultant|assistant|sales|purchas\w+|lead)\b/i
const placeWords =
  /(?:省|自治区|市|区|县|镇|乡|村|路|街|大道|巷|弄|号|栋|幢|座|楼|层|室|大厦|广场|园|城)|\b(?:road|rd|street|st|avenue|ave|district|building|tower|floor|room|suite|blvd|park|city)\b/gi
const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公闫肖覃付代仝'
const chineseName = new RegExp(
  `^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|[${surnames}])[\\u4e00-\\u9fff·]{1,3}$`,
)
const politeName = new RegExp(`^(?:[${surnames}])(?:总|工|先生|女士|小姐|老师|经理|主任)$`)
const latinName = /^[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: [A-Z][a-z'’-]+){1,2}$/

const greeting =
  /^(?:祝好|祝商祺|顺颂商祺|商祺|此致|敬礼|谢谢|感谢|您好|你好|收到|好的|以上|best regards|kind regards|regards|thanks|thank you|sincerely|cheers)/i

const linesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff\u00a0]/g, ' ')
    .split(/\r?\n/)
    .map(line => line.replace(/^[-—–=*_>\s]+|[-—–=*_\s]+$/g, ''))
    .filter(line => line !== '')

function readLine(card: PastedCard, line: string): void {
  // Several labels may stand in one line: 电话：138… 微信：abc
  for (const part of line.split(/\s{2,}|\t|(?<!\s)\s+(?=[\u4e00-\u9fff]{2,4}:)|\s*[|丨]\s*/)) {
    const labelled = /^([\u4e00-\u9fffA-Za-z- ]{1,12}?)\s*[:]\s*(.+)$/.exec(part)
    const field = labelled && labels.find(([, pattern]) => pattern.test(labelled[1]?.trim() ?? ''))?.[0]
    if (labelled && field) take(card, field, labelled[2] ?? '')
    // Forwarded from a chat: 张三: 13800138000.
    else if (labelled && isName(labelled[1]?.trim() ?? '') && !/^https?$/i.test(labelled[1] ?? '')) {
      take(card, 'name', labelled[1] ?? '')
      readPieces(card, labelled[2] ?? '')
    } else readPieces(card, part)
  }
}

function take(card: PastedCard, field: keyof PastedCard, value: string): void {
  const text = value.trim()
  if (text === '') return
  if (field === 'phones' || field === 'emails') readPieces(card, text)
  else if (field === 'wechat' && /同(?:手机|号|电话)|same/i.test(text)) card.wechat ??= card.phones[0] ?? null
  else if (field === 'name') card.name ??= text.replace(/[(（].*[)）]$/, '').trim()
  else card[field] ??= text
}

/** Takes out what has a form of its own and reads the rest piece by piece. */
function readPieces(card: PastedCard, text: string): void {
  let rest = text
  const takeOut = (pattern: RegExp, keep: (found: string) => void) => {
    rest = rest.replace(pattern, found => {
      keep(found.trim())
      return ' | '
    })
  }
  takeOut(email, found => add(card.emails, found.toLowerCase()))
  takeOut(website, found => {
    card.website ??= found.replace(/[.。)]+$/, '')
  })
  for (const pattern of [mobile, service, landline, abroad]) takeOut(pattern, found => add(card.phones, found))
  for (const piece of rest.split(/[|,，、;；/]|\s{2,}/)) readPiece(card, piece.trim().replace(/[。.!！]+$/, ''))
}

const add = (list: string[], value: string): void => {
  if (!list.includes(value)) list.push(value)
}

function readPiece(card: PastedCard, piece: string): void {
  if (piece === '' || piece.length > 120 || greeting.test(piece)) return
  const isChinesePieces = /[\u4e00-\u9fff]\s+[\u4e00-\u9fff]/.test(piece)
  if (isChinesePieces && (company.test(piece) || !isAddress(piece))) {
    for (const part of piece.split(/\s+/)) readPiece(card, part)
    return
  }
  if (isAddress(piece)) card.address = card.address ? `${card.address} ${piece}` : piece
  else if (company.test(piece)) card.company ??= piece
  else if (isName(piece)) card.name ??= piece
  else {
    // 张伟 销售总监, Zhang Wei Sales Director: a name and what he is.
    const [first = '', ...others] = piece.split(/\s+/)
    const about = others.join(' ')
    if (card.name === null && about !== '' && isName(first) && jobTitle.test(about)) {
      card.name = first
      card.jobTitle ??= about
    } else if (jobTitle.test(piece)) {
      const called = new RegExp(`^(.{2,4}?)(${jobTitle.source})$`, 'i').exec(piece)
      if (called && card.name === null && chineseName.test(called[1] ?? '')) {
        card.name = called[1] ?? null
        card.jobTitle ??= called[2] ?? null
      } else card.jobTitle ??= piece
    }
  }
}

const isName = (piece: string): boolean =>
  politeName.test(piece) ||
  ((chineseName.test(piece) || latinName.test(piece)) && !jobTitle.test(piece) && !company.test(piece))

/** Two words of places, or one with a house number; 华强北路店 alone is none. */
function isAddress(piece: string): boolean {
  const words = piece.match(placeWords)?.length ?? 0
  return (
    piece.length >= 6 && (words >= 3 || (words >= 2 && (/\d/.test(piece) || /^[\u4e00-\u9fff]+[省市]/.test(piece))))
  )
}
