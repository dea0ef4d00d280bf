import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { Deeds } from './Deeds.tsx'
import styles from './workbench.module.css'
import type { Lens, RowsContent, TileRow } from './workbench-requests.ts'

/** The first records of a tile, each with what may be done at once. */
export function Rows({ content, empty, lens }: { content: RowsContent; empty: string | null; lens: Lens }) {
  if (content.rows.length === 0) return <p className={styles.none}>{empty}</p>
  return (
    <ul className={styles.rows}>
      {content.rows.map(row => (
        <Row key={row.id} row={row} fields={namedOnce(row, content.fields, lens)} />
      ))}
    </ul>
  )
}

/** Whose it is matters among others' records, and nobody is named twice in a row: the owner who flagged his customer himself. */
function namedOnce({ values }: TileRow, fields: readonly string[], lens: Lens): string[] {
  const owner = idOf(values.owner)
  const isSaid = fields.some(name => name !== 'owner' && owner !== undefined && idOf(values[name]) === owner)
  return fields.filter(name => name !== 'owner' || (lens === 'team' && !isSaid))
}

const idOf = (value: unknown): string | undefined => (value as { id?: string } | null | undefined)?.id

function Row({ row, fields }: { row: TileRow; fields: readonly string[] }) {
  const object = useObjectNamed(row.object)
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <RecordLink object={row.object} id={row.id} title={row.title} />
        <div className={styles.quiet}>
          {row.note ? <span className={styles.note}>{row.note}</span> : null}
          {object
            ? fields.map(name => {
                const field = fieldNamed(object, name)
                return field ? (
                  <Value key={name} field={field} object={object.name} values={row.values as never} />
                ) : null
              })
            : null}
        </div>
      </div>
      <Deeds row={row} />
    </li>
  )
}
