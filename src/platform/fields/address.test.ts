import { areaList } from '@vant/area-data'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { address, fieldType } from './index.ts'
import { placeOf, provinces, regionOf } from './regions.ts'

const type = fieldType('address')
const parse = (value: unknown): unknown => {
  const read = type.parse(value, address())
  return read.ok ? read.value : read.code
}
const parts = (value: unknown): unknown => {
  const { country, code, province, city, district, street } = parse(value) as Record<string, unknown>
  return [country, code, province, city, district, street]
}

it.each([
  ['广东省深圳市南山区科技园1号', ['CN', '440305', '广东省', '深圳市', '南山区', '科技园1号']],
  ['广东深圳南山区科技园1号', ['CN', '440305', '广东省', '深圳市', '南山区', '科技园1号']],
  ['深圳市南山区', ['CN', '440305', '广东省', '深圳市', '南山区', null]],
  ['广东省 深圳市 南山区 科技园 1号', ['CN', '440305', '广东省', '深圳市', '南山区', '科技园 1号']],
  ['广东省东莞市长安镇振安路8号', ['CN', '441900', '广东省', '东莞市', null, '长安镇振安路8号']],
  ['中山市火炬开发区', ['CN', '442000', '广东省', '中山市', null, '火炬开发区']],
  ['北京市东城区王府井1号', ['CN', '110101', '北京市', '北京市', '东城区', '王府井1号']],
  ['北京市北京市东城区', ['CN', '110101', '北京市', '北京市', '东城区', null]],
  ['上海浦东新区世纪大道1号', ['CN', '310115', '上海市', '上海市', '浦东新区', '世纪大道1号']],
  ['上海', ['CN', '310000', '上海市', null, null, null]],
  ['河南省济源市沁园路', ['CN', '419001', '河南省', '省直辖县', '济源市', '沁园路']],
  ['新疆石河子市', ['CN', '659001', '新疆维吾尔自治区', '自治区直辖县级行政区划', '石河子市', null]],
  ['吉林省延边州', ['CN', '222400', '吉林省', '延边朝鲜族自治州', null, null]],
  ['延边朝鲜族自治州延吉市', ['CN', '222401', '吉林省', '延边朝鲜族自治州', '延吉市', null]],
  ['香港特别行政区湾仔区', ['CN', '810102', '香港特别行政区', '香港岛', '湾仔区', null]],
  ['澳门', ['CN', '820000', '澳门特别行政区', null, null, null]],
  ['台湾省台北市大安区', ['CN', '710105', '台湾省', '台北市', '大安区', null]],
  ['中国浙江省杭州市西湖区文三路', ['CN', '330106', '浙江省', '杭州市', '西湖区', '文三路']],
  ['南京路1号', ['CN', null, null, null, null, '南京路1号']],
  ['北京东路3号', ['CN', null, null, null, null, '北京东路3号']],
  ['科技园1号', ['CN', null, null, null, null, '科技园1号']],
  ['China', ['CN', null, null, null, null, null]],
  ['United States', ['US', null, null, null, null, null]],
  ['Korea', ['KR', null, null, null, null, null]],
  ['Germany, Berlin, Unter den Linden 1', ['DE', null, null, null, null, 'Berlin, Unter den Linden 1']],
  ['日本，东京都', ['JP', null, null, null, null, '东京都']],
  ['Atlantis', [null, null, null, null, null, 'Atlantis']],
])('reads %s', (written, expected) => {
  expect(parts(written)).toEqual(expected)
})

it('takes a code, names, or a line', () => {
  const whole = parse('广东省深圳市南山区科技园1号')
  expect(parse({ code: '440305', street: ' 科技园1号 ' })).toEqual(whole)
  expect(parse({ province: '广东省', city: '深圳市', district: '南山区', street: '科技园1号' })).toEqual(whole)
  expect(parse({ code: '440300', street: '南山区科技园1号' })).toEqual(whole)
  expect(parse({ text: '广东省深圳市南山区科技园1号' })).toEqual(whole)
  // The names follow the code, whatever they were before.
  expect(parts({ code: '310115', province: '广东省', city: '深圳市', text: '旧' })).toEqual([
    'CN',
    '310115',
    '上海市',
    '上海市',
    '浦东新区',
    null,
  ])
  expect(parts({ country: 'us', city: 'Chicago', street: '1 Main St' })).toEqual([
    'US',
    null,
    null,
    null,
    null,
    'Chicago, 1 Main St',
  ])
  expect(parts({ country: 'CN', street: 'Building 5' })).toEqual(['CN', null, null, null, null, 'Building 5'])
})

it('refuses what is no address', () => {
  for (const value of [1, true, [], {}, { street: 7 }, { street: { __proto__: 'x' } }, { street: '  ' }])
    expect(parse(value), JSON.stringify(value)).toBe('field.not_address')
  expect(parse({ code: '999999' })).toBe('field.unknown_region')
  expect(parse({ code: "44' or 1=1" })).toBe('field.unknown_region')
  expect(parse({ country: 'XX' })).toBe('field.unknown_country')
  expect(parse({ street: '一\u0000' })).toBe('field.control_character')
  expect(parse('长'.repeat(301))).toBe('field.too_long')
})

it('reads back the line that it writes, for every region', () => {
  const codes = provinces.flatMap(province => [
    province.code,
    ...province.parts.flatMap(city => [city.code, ...city.parts.map(district => district.code)]),
  ])
  expect(codes.length).toBeGreaterThan(3000)
  for (const code of codes) {
    const given = parse({ code, street: '科技园1号' }) as { text: string; district: string | null; code: string }
    expect(parse(given.text), given.text).toEqual(given)
  }
})

it('reads back the line of whatever it read', () => {
  const words = fc.constantFrom(
    '广东',
    '深圳',
    '南山区',
    '北京',
    '东路',
    '中国',
    ', ',
    ' ',
    '/',
    '路',
    '1号',
    'Kenya',
    '省',
    'x',
  )
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), list => {
      const first = parse(list.join('')) as { text: string; street: string | null }
      if (typeof first !== 'object' || first.text === '') return
      expect(parse(first.text)).toEqual(first)
    }),
    { numRuns: 300 },
  )
})

it('holds every province, city and district of the official list', () => {
  for (const [code, name] of Object.entries({ ...areaList.province_list, ...areaList.city_list }))
    expect(regionOf(code)?.name).toBe(name)
  const missing = Object.keys(areaList.county_list).filter(code => !regionOf(code))
  expect([...new Set(missing.map(code => code.slice(0, 4)))]).toEqual(['4419', '4420', '4604', '6202'])
  expect(placeOf('440305')).toEqual({ code: '440305', province: '广东省', city: '深圳市', district: '南山区' })
})
