import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deviceName } from '#web/accounts/device-name.ts'
import { useCatalog } from '#web/api/index.ts'
import styles from '#web/settings/settings.module.css'
import { usePhone, useText, When } from '#web/ui/index.ts'
import own from './audit.module.css'
import type { AuditLine } from './audit-requests.ts'

/** What was done, line by line; on a phone all of it stands under the time. */
export function AuditTable({ entries }: { entries: AuditLine[] }) {
  const t = useText()
  const phone = usePhone()
  const columns = phone ? (['kind'] as const) : (['at', 'user', 'kind', 'record', 'ip'] as const)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column}>{t(`audit.heads.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <tr key={entry.id}>
            {phone ? null : (
              <>
                <td>
                  <When at={entry.at} />
                </td>
                <td>
                  <Who entry={entry} />
                </td>
              </>
            )}
            <td>
              <What entry={entry} />
              {phone ? (
                <div className={styles.under}>
                  <When at={entry.at} /> · <Who entry={entry} /> · <Where entry={entry} />
                </div>
              ) : null}
            </td>
            {phone ? null : (
              <>
                <td>
                  <Target entry={entry} />
                </td>
                <td>
                  <Where entry={entry} />
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Line {
  entry: AuditLine
}

function Who({ entry }: Line) {
  const t = useText()
  if (!entry.user) return <span className={styles.faint}>{t('audit.system')}</span>
  return (
    <>
      {entry.user.title}
      {entry.actorKind === 'program' ? ` (${t('audit.program')})` : ''}
    </>
  )
}

function What({ entry }: Line) {
  const { t } = useTranslation()
  const inShort = useShortDetail()
  const reason = entry.detail?.reason
  return (
    <>
      <div className={entry.kind === 'signIn.refused' ? own.refused : undefined}>{entry.said}</div>
      {entry.detail ? (
        <div className={own.detail}>
          {typeof reason === 'string'
            ? t([`audit.reasons.${reason.replaceAll('.', '_')}`, reason])
            : inShort(entry.detail)}
        </div>
      ) : null}
    </>
  )
}

function Target({ entry }: Line) {
  const t = useText()
  const catalog = useCatalog()
  const object = catalog.find(one => one.name === entry.object)
  if (!entry.record) return <>{object?.label ?? '–'}</>
  const shown = entry.record.title ?? object?.label ?? t('audit.record')
  if (!object) return <>{shown}</>
  return (
    <Link to="/o/$path/$id" params={{ path: object.path, id: entry.record.id }}>
      {shown}
    </Link>
  )
}

function Where({ entry }: Line) {
  const device = deviceName(entry.userAgent)
  return (
    <>
      {entry.ip ?? '–'}
      {device ? ` · ${device}` : ''}
    </>
  )
}

/** What is known of it, as `name: value`; the whole stands in the exported file. */
function useShortDetail(): (detail: Record<string, unknown>) => string {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const pairs = (detail: object): string[] =>
    Object.entries(detail)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => `${t([`audit.detail.${name}`, name])}: ${short(value)}`)
  /** A change as `before → after`, a record by its noun, a list by its members, anything else by what it says. */
  const short = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(short).join(', ')
    if (typeof value !== 'object' || value === null) return String(value)
    if ('before' in value && 'after' in value) return `${short(value.before)} → ${short(value.after)}`
    if ('object' in value && 'id' in value)
      return `${catalog.find(one => one.name === value.object)?.label ?? String(value.object)} ${String(value.id).slice(-8)}`
    return pairs(value).join(', ')
  }
  return detail => {
    const text = pairs(detail).join(' · ')
    return text.length > 240 ? `${text.slice(0, 240)}…` : text
  }
}
