/** The device's time zone, Shanghai's where it does not say. */
export const guessedTimeZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return timeZone && timeZone !== 'UTC' ? timeZone : 'Asia/Shanghai'
}

/** Every zone with what its clocks are ahead of UTC today, the likely ones first: `Asia/Shanghai (UTC+8)`. */
export function timeZoneOptions(): { value: string; label: string }[] {
  const all = Intl.supportedValuesOf('timeZone')
  const first = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Singapore', guessedTimeZone()]
  return [...new Set([...first, ...all])].map(zone => ({
    value: zone,
    label: `${zone.replaceAll('_', ' ')} (${offsetOf(zone)})`,
  }))
}

const offsetOf = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date())
    .find(part => part.type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC') ?? 'UTC'
