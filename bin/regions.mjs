// Writes src/platform/fields/regions.json: every province, city and district by its GB/T 2260 code with its name and pinyin. Run it after
// a new version of @vant/area-data: `node bin/regions.mjs`.
import { writeFileSync } from 'node:fs'
import { areaList } from '@vant/area-data'
import { pinyin } from 'pinyin-pro'

/** Cities that have no districts: what the list has below them are towns, with numbers that are no GB codes. */
const withoutDistricts = ['4419', '4420', '4604', '6202']

const entries = Object.entries({ ...areaList.province_list, ...areaList.city_list, ...areaList.county_list })
  .filter(([code]) => code.endsWith('00') || !withoutDistricts.includes(code.slice(0, 4)))
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, name]) => `  "${code}": ["${name}", "${pinyin(name, { toneType: 'none', v: true })}"]`)

writeFileSync(new URL('../src/platform/fields/regions.json', import.meta.url), `{\n${entries.join(',\n')}\n}\n`)
