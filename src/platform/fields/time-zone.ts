/** A wall-clock time: a day 'YYYY-MM-DD' and a time of that day. */
export interface WallClock {
  day: string
  hour: number
  minute: number
  second: number
}

/**
 * The instant at which clocks in `timeZone` (IANA name) show this time. In the hour that a change to summer time skips, as much later
 * as clocks were put on (02:30 → 03:30, and midnight → the first moment of that day); in the hour that comes twice, the first.
 */
export function zonedToUtc(wall: WallClock, timeZone: string): Date {
  const [year, month, day] = wall.day.split('-').map(Number) as [number, number, number]
  const asUtc = new Date(0)
  asUtc.setUTCFullYear(year, month - 1, day)
  asUtc.setUTCHours(wall.hour, wall.minute, wall.second)
  const before = asUtc.getTime() - offsetAt(new Date(asUtc.getTime() - 86_400_000), timeZone)
  if (offsetAt(new Date(before), timeZone) === asUtc.getTime() - before) return new Date(before)
  const after = asUtc.getTime() - offsetAt(new Date(asUtc.getTime() + 86_400_000), timeZone)
  return new Date(offsetAt(new Date(after), timeZone) === asUtc.getTime() - after ? after : before)
}

/** The day, 'YYYY-MM-DD', that calendars in `timeZone` show at this instant. */
export function dayAt(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetAt(instant, timeZone)).toISOString().slice(0, 10)
}

/** The time, 'YYYY-MM-DDTHH:mm:ss.sss', that clocks in `timeZone` show then; null in an hour that comes twice, where they do not tell. */
export function clockAt(instant: Date, timeZone: string): string | null {
  const shown = new Date(instant.getTime() + offsetAt(instant, timeZone))
  const wall = { hour: shown.getUTCHours(), minute: shown.getUTCMinutes(), second: shown.getUTCSeconds() }
  const text = shown.toISOString().slice(0, -1)
  const told = zonedToUtc({ day: text.slice(0, 10), ...wall }, timeZone)
  return told.getTime() + shown.getUTCMilliseconds() === instant.getTime() ? text : null
}

/** How many milliseconds clocks in `timeZone` are ahead of UTC at this instant. */
function offsetAt(instant: Date, timeZone: string): number {
  const parts = formatter(timeZone).formatToParts(instant)
  const get = (type: string): number => Number(parts.find(part => part.type === type)?.value)
  const shown = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return shown - Math.floor(instant.getTime() / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone)
  if (!known) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(timeZone, known)
  }
  return known
}
