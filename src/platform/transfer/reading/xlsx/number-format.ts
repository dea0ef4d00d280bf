/** How a number of a sheet is shown: as such, as a share of hundred, as a day or time, or filled up with zeros to so many digits. */
export type Shown = 'number' | 'percent' | 'day' | 'moment' | 'time' | { zeros: number }

/** What a number format, by its id and, when the workbook brings it, its code, makes of a number. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return builtIn(id)
  // Texts in quotes, escaped characters, colours and currencies say nothing; of several formats the first is that of positive numbers.
  const [bare = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')
  const letters = bare.toLowerCase().replace(/general|am\/pm|a\/p/g, '')
  const [hasDay, hasTime] = [/[yd年月日]|e(?![+-])/.test(letters), /[hs时]|\[m+\]/.test(letters)]
  if (hasDay || (letters.includes('m') && !hasTime)) return hasTime ? 'moment' : 'day'
  if (hasTime) return 'time'
  if (bare.includes('%')) return 'percent'
  return /^0{2,}$/.test(bare) ? { zeros: bare.length } : 'number'
}

/** 27 to 36 and 50 to 58 are those of Chinese, Japanese and Korean programs. */
function builtIn(id: number): Shown {
  if (id === 9 || id === 10) return 'percent'
  if (id === 22) return 'moment'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time'
  return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'day' : 'number'
}
