import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { useText, When } from '#web/ui/index.ts'
import { CountLink } from './CountLink.tsx'
import { Deeds } from './Deeds.tsx'
import type { AgendaContent, AgendaRow, Lens } from './workbench-requests.ts'
import styles from './workbench.module.css'

/** Everything that is due today or overdue, in one list; each row goes by the deed itself. */
export function Agenda({ content, empty, lens }: { content: AgendaContent; empty: string | null; lens: Lens }) {
  const t = useText()
  const { parts, rows } = content
  const labels = new Map(parts.map(part => [part.name, part.label]))
  const counted = parts.filter(part => (part.count?.value ?? 0) > 0)
  const total = counted.reduce((sum, part) => sum + (part.count?.value ?? 0), 0)
  return (
    <>
      {counted.length > 0 ? (
        <ul className={styles.parts}>
          {counted.map(part =>
            part.link && part.count ? (
              <li key={part.name}>
                {part.label} <CountLink link={part.link} count={part.count} name={part.label} />
              </li>
            ) : null,
          )}
        </ul>
      ) : null}
      {parts.some(part => part.state === 'failed') ? (
        <p className={styles.none} role="status">
          {t('workbench.partsFailed', {
            parts: parts
              .filter(part => part.state === 'failed')
              .map(part => part.label)
              .join(t('records.and')),
          })}
        </p>
      ) : null}
      {rows.length === 0 ? <p className={styles.none}>{empty}</p> : null}
      <ul className={styles.rows}>
        {rows.map(row => (
          <Row key={`${row.part} ${row.id}`} row={row} label={labels.get(row.part) ?? ''} lens={lens} />
        ))}
      </ul>
      {total > rows.length ? (
        <p className={styles.none}>{t('workbench.more', { count: total - rows.length })}</p>
      ) : null}
    </>
  )
}

function Row({ row, label, lens }: { row: AgendaRow; label: string; lens: Lens }) {
  const object = useObjectNamed(row.object)
  const shown = object
    ? Object.keys(row.values).flatMap(name => {
        const field = fieldNamed(object, name)
        const isHead = name === object.title || (name === 'owner' && lens === 'own') || isDue(row, name)
        return field && !isHead ? [field] : []
      })
    : []
  return (
    <li className={styles.row} data-overdue={row.due.isOverdue}>
      <div className={styles.words}>
        <div className={styles.line}>
          <RecordLink object={row.object} id={row.id} title={row.title} />
          <span className={styles.kind}>{label}</span>
        </div>
        <div className={styles.quiet}>
          <span className={styles.when}>
            {row.due.at && !row.due.isOverdue ? <When at={row.due.at} /> : <When on={row.due.on} due />}
          </span>
          {object
            ? shown.map(field => (
                <Value key={field.name} field={field} object={object.name} values={row.values as never} />
              ))
            : null}
        </div>
      </div>
      <Deeds row={row} />
    </li>
  )
}

/** What the row says at its beginning already. */
const isDue = (row: AgendaRow, name: string): boolean =>
  [row.due.on, row.due.at].includes(row.values[name] as string) ||
  ['nextContactAt', 'dueOn', 'dueAt', 'startsAt', 'isAllDay', 'expectedCloseOn'].includes(name)
