import { dayAt } from '#platform/fields/time-zone.ts'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import type { TimelineEntry } from '#web/api/index.ts'
import { faceOf, type Wording } from '#web/fields/index.ts'
import { nounIn } from '#web/fields/noun-words.ts'
import { isEmpty, outlineOf } from '#web/fields/Value.tsx'

/** What somebody did, as the head of an entry says it: 新建了客户, 修改了, 赢单. */
export function deedWords(entry: TimelineEntry, object: ObjectDescription, { t, locale }: Wording): string {
  const noun = nounIn(locale, object.label)
  switch (entry.verb) {
    case 'create':
      return entry.batch?.kind === 'import'
        ? t('records.timeline.imported', { object: noun })
        : t('records.timeline.create', { object: noun })
    case 'update':
      return t('records.timeline.update')
    case 'remove':
      return t(
        entry.mergedFrom && entry.batch?.kind === 'merge' ? 'records.timeline.mergedIn' : 'records.timeline.remove',
      )
    case 'restore':
      return t('records.timeline.restore')
    case 'attachFile':
      return t('records.timeline.attachFile')
    case 'removeFile':
      return t('records.timeline.removeFile')
    case 'transition':
      return t('records.timeline.transition')
    case 'undo':
      return t('records.timeline.undo')
    default:
      return object.verbs.find(verb => verb.verb === entry.verb)?.label ?? commonDeed(entry.verb, t)
  }
}

/** Deeds that every noun knows: 加入团队. */
const commonDeed = (verb: string, t: Wording['t']): string => {
  const key = `record.verbs.${verb}`
  const said = t(key)
  return said === key ? verb : said
}

/** One changed field in words: what it was, what it became; null where it was empty. */
export interface ChangeWords {
  label: string
  before: string | null
  after: string | null
  /** Too long to be said: text, lines. */
  isLong: boolean
}

/**
 * Changes in the order of the object's fields; one field may have changed twice in one moment of an import. A field that the person does
 * not know any more is left out.
 */
export const changesInWords = (entry: TimelineEntry, object: ObjectDescription, wording: Wording): ChangeWords[] =>
  [...object.fields, ...object.former].flatMap(field =>
    entry.changes
      .filter(change => change.field === field.name && !saysItself(entry, field, change.after))
      .map(change => ({
        label: field.label,
        before: valueWords(change.before, field, wording),
        after: valueWords(change.after, field, wording),
        isLong: field.type === 'longText' || field.type === 'lines',
      })),
  )

/** That a verb kept who did it, and when: the head of the entry says both. */
function saysItself({ by, at, verb }: TimelineEntry, field: FieldDescription, after: unknown): boolean {
  if (verb === 'update' || verb === 'create' || field.isEditable) return false
  if (field.type === 'instant')
    return at !== null && typeof after === 'string' && Math.abs(Date.parse(after) - Date.parse(at)) < 2000
  return field.type === 'user' && by !== null && (after as { id?: string } | null)?.id === by.id
}

function valueWords(value: unknown, field: FieldDescription, wording: Wording): string | null {
  if (isEmpty(value)) return null
  return field.isMasked ? outlineOf(value) : faceOf(field.type).words(value, field, wording, {})
}

/** Entries under the day they fall on in the company's time zone; what nobody knows the time of comes last, under an empty day. */
export function byDay(
  entries: readonly TimelineEntry[],
  timeZone: string,
): { day: string | null; entries: TimelineEntry[] }[] {
  const days = new Map<string | null, TimelineEntry[]>()
  for (const entry of entries) {
    const day = entry.at === null ? null : dayAt(new Date(entry.at), timeZone)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days].map(([day, found]) => ({ day, entries: found }))
}
