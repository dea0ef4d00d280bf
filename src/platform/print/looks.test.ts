import { expect, test } from 'vitest'
import { differsFromKept } from '#test/harness/kept-picture.ts'
import { pictureOfPage, textOfPdf } from '#test/harness/pdf.ts'
import { printPdf } from './print.ts'
import type { PrintBlock, PrintDocument, PrintLanguage } from './paper-description.ts'

// What paper looks like: text as a stranger's reader finds it, and pictures that somebody has looked at (`KEEP_PICTURES=1` keeps new ones).

const orange =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

const documentOf = (language: PrintLanguage, more: Partial<PrintDocument> = {}): PrintDocument => {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const lines: [string, string, string, string][] = [
    ['伺服电机 MHMF042L1U2M', '3', '1,999.99', '5,999.97'],
    ['联轴器（铝合金，含“顶丝”）', '7', '333.33', '2,216.64'],
    [say('安装与调试', 'Installation and commissioning'), '1', '10,000.00', '10,000.00'],
  ]
  const blocks: PrintBlock[] = [
    {
      kind: 'parties',
      parties: [
        {
          title: say('甲方（买方）', 'Buyer'),
          pairs: [
            {
              label: say('名称', 'Name'),
              value: say('北京华星科技有限公司', 'Huaxing Technology (Beijing) Co., Ltd.'),
            },
            { label: say('税号', 'Tax no.'), value: '91110108MA01ABCD0X' },
            {
              label: say('地址', 'Address'),
              value: say(
                '北京市海淀区中关村南大街 27 号 1 号楼 12 层 1203 室',
                '1203, 27 Zhongguancun South Street, Haidian, Beijing',
              ),
            },
          ],
        },
        {
          title: say('乙方（卖方）', 'Seller'),
          pairs: [
            {
              label: say('名称', 'Name'),
              value: say('海天自动化（上海）有限公司', 'Haitian Automation (Shanghai) Co., Ltd.'),
            },
            { label: say('电话', 'Phone'), value: null },
          ],
        },
      ],
    },
    {
      kind: 'pairs',
      columns: 2,
      pairs: [
        { label: say('合同编号', 'Number'), value: 'HT-2026-0113' },
        { label: say('签订日期', 'Signed on'), value: say('2026年11月23日', 'November 23, 2026') },
      ],
    },
    {
      kind: 'table',
      columns: [
        { label: say('序号', 'No.'), width: 'auto' },
        { label: say('名称', 'Name'), width: '*' },
        { label: say('数量', 'Qty'), width: 'auto', align: 'right' },
        { label: say('单价', 'Unit price'), width: 'auto', align: 'right' },
        { label: say('金额', 'Amount'), width: 'auto', align: 'right' },
      ],
      rows: lines.map((line, index) => [String(index + 1), ...line]),
      totals: [{ label: say('小计', 'Subtotal'), values: ['18,216.61'] }],
    },
    {
      kind: 'totals',
      rows: [
        { label: say('整单优惠', 'Discount'), value: '−¥200.00' },
        { label: say('合计（含税）', 'Total incl. tax'), value: '¥18,016.61', isStrong: true },
      ],
      ...(language === 'zh' ? { words: { label: '大写', value: '人民币壹万捌仟零壹拾陆元陆角壹分' } } : {}),
    },
    { kind: 'heading', text: say('付款方式', 'Payment') },
    {
      kind: 'text',
      text: say(
        '合同生效后 7 日内支付 30%；货到验收后支付 60%；其余 10% 为质保金，质保期满后 10 日内支付。',
        'Thirty per cent within seven days of the contract taking effect; sixty on acceptance; ten when the warranty ends.',
      ),
    },
    {
      kind: 'signatures',
      parties: [
        {
          title: say('甲方', 'Buyer'),
          lines: [say('代表签字：', 'Signed:'), say('日期：', 'Date:')],
          place: say('盖章处', 'Seal'),
        },
        {
          title: say('乙方', 'Seller'),
          lines: [say('代表签字：', 'Signed:'), say('日期：', 'Date:')],
          place: say('盖章处', 'Seal'),
          seal: orange,
        },
      ],
    },
  ]
  return { language, title: say('销售合同', 'Sales contract'), running: 'HT-2026-0113', blocks, ...more }
}

test.each(['zh', 'en'] as const)('a contract in %s looks as it was kept', async language => {
  const { pdf, missing } = await printPdf(documentOf(language))
  expect(missing).toEqual([])
  expect(await differsFromKept(`contract-${language}`, await pictureOfPage(pdf))).toBeLessThan(0.004)
})

test('a watermark lies across each page, and text under it is still read exactly', async () => {
  const { pdf } = await printPdf(documentOf('zh', { watermark: '草稿 王芳 2026-11-23' }))
  const [text = ''] = await textOfPdf(pdf)
  for (const words of [
    '北京华星科技有限公司',
    '91110108MA01ABCD0X',
    '¥18,016.61',
    '人民币壹万捌仟零壹拾陆元陆角壹分',
    'HT-2026-0113',
  ])
    expect(text).toContain(words)
  // What has no value has no label either.
  expect(text).not.toContain('电话')
  expect(await differsFromKept('watermark-zh', await pictureOfPage(pdf))).toBeLessThan(0.004)
})

test('two hundred lines across pages: the header stands on each, no row is torn apart, the sum stands with the last', async () => {
  const long = Array.from({ length: 200 }, (_, at) => [
    String(at + 1),
    at % 7 === 0
      ? `伺服电机 第${at + 1}号，带制动器、增量式编码器和三米电缆，适用于包装、印刷与物流设备`
      : `伺服电机 第${at + 1}号`,
    '1',
    '1,999.99',
    '1,999.99',
  ])
  const document = documentOf('zh')
  const { pdf } = await printPdf({
    ...document,
    blocks: document.blocks.map(block => (block.kind === 'table' ? { ...block, rows: long } : block)),
  })
  const pages = await textOfPdf(pdf)
  expect(pages.length).toBeGreaterThan(5)
  const withRows = pages.filter(page => /第\d+号/.test(page))
  for (const page of withRows) expect(page).toMatch(/序号\s*名称\s*数量\s*单价\s*金额/)
  const numbers = pages.flatMap(page => [...page.matchAll(/第(\d+)号/g)].map(([, number]) => Number(number)))
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, at) => at + 1))
  // A name that takes two lines stands whole on one page.
  for (const page of pages) expect(page.match(/带制动器/g)?.length ?? 0).toBe(page.match(/与物流/g)?.length ?? 0)
  expect(await differsFromKept('long-zh-page-2', await pictureOfPage(pdf, 2))).toBeLessThan(0.004)
})

test('every character of the GBK hanzi is in the font, and what is not is named', async () => {
  const decoder = new TextDecoder('gbk')
  let all = ''
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low))
      if (/^\p{Script=Han}$/u.test(character)) all += character
    }
  expect(all.length).toBeGreaterThan(20_000)
  const { missing } = await printPdf({
    language: 'zh',
    title: '字',
    blocks: [{ kind: 'text', text: `${all.slice(0, 40)}𠮷😀` }],
  })
  expect(missing).toEqual(['𠮷', '😀'])
  const rest = await printPdf({ language: 'zh', title: '字', running: all, blocks: [] })
  expect(rest.missing.join('')).toBe('')
})
