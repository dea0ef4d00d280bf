import { Fragment } from 'react'
import type { PrintBlock, PrintDocument, PrintPair } from '#platform/print/paper-description.ts'
import { ScrollAcross } from '#web/ui/ScrollAcross.tsx'
import styles from './print.module.css'

/** A document as it will stand on paper, on the screen: always dark on white. The same description is laid out as a PDF by the server. */
export function Paper({ document }: { document: PrintDocument }) {
  const { title, language, watermark, blocks } = document
  return (
    <article
      className={styles.paper}
      lang={language === 'zh' ? 'zh-CN' : 'en'}
      aria-label={watermark ? `${title} (${watermark})` : title}
      data-watermark={watermark}
    >
      <h2 className={styles.title}>{title}</h2>
      {blocks.map((block, index) => (
        // A block has no identity but its place.
        <Block key={index} block={block} title={title} />
      ))}
    </article>
  )
}

function Block({ block, title }: { block: PrintBlock; title: string }) {
  switch (block.kind) {
    case 'heading':
      return <h3 className={styles.heading}>{block.text}</h3>
    case 'text':
      return (
        <p
          className={styles.text}
          style={{
            textAlign: block.align,
            fontWeight: block.isStrong ? 700 : undefined,
            fontSize: block.isSmall ? 12 : undefined,
          }}
        >
          {block.text}
        </p>
      )
    case 'pairs':
      return <Pairs pairs={block.pairs} columns={block.columns} />
    case 'parties':
      return (
        <div className={styles.sides}>
          {block.parties.map(party => (
            <section key={party.title}>
              <h3 className={styles.party}>{party.title}</h3>
              <Pairs pairs={party.pairs} columns={1} />
            </section>
          ))}
        </div>
      )
    case 'table':
      return <Table block={block} title={title} />
    case 'totals':
      return <Totals block={block} />
    case 'signatures':
      return (
        <div className={styles.sides}>
          {block.parties.map(party => (
            <section key={party.title} className={styles.signature}>
              <h3 className={styles.party}>{party.title}</h3>
              <p className={styles.place}>{party.place ?? ' '}</p>
              {party.seal ? <img className={styles.seal} src={party.seal} alt="" /> : null}
              {party.lines.map(line => (
                <p key={line}>{line}</p>
              ))}
            </section>
          ))}
        </div>
      )
    case 'picture':
      return (
        <p style={{ textAlign: block.align }}>
          <img src={block.data} alt="" style={{ width: `${block.width}pt`, maxWidth: '100%' }} />
        </p>
      )
    case 'newPage':
      return <hr className={styles.newPage} />
  }
}

const isSaid = ({ value }: PrintPair): boolean => value !== null && value !== undefined && value !== ''

function Pairs({ pairs, columns }: { pairs: readonly PrintPair[]; columns: 1 | 2 }) {
  const said = pairs.filter(isSaid)
  if (said.length === 0) return null
  return (
    <dl className={styles.pairs} data-columns={columns}>
      {said.map(({ label, value }, index) => (
        <div key={index} className={styles.pair}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Table({ block, title }: { block: Extract<PrintBlock, { kind: 'table' }>; title: string }) {
  const { columns, rows, totals = [] } = block
  return (
    <ScrollAcross label={title}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ label, align, width }, index) => (
              <th
                key={index}
                scope="col"
                style={{ textAlign: align ?? 'left', width: width === '*' ? undefined : '1%' }}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map(({ align, width }, column) => (
                <td key={column} style={{ textAlign: align ?? 'left' }} data-wide={width === '*'}>
                  {row[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
          {totals.map(({ label, values }, index) => (
            <tr key={`total-${index}`} className={styles.total}>
              <td colSpan={columns.length - values.length} style={{ textAlign: 'right' }}>
                {label}
              </td>
              {values.map((value, column) => (
                <td
                  key={column}
                  style={{ textAlign: columns[columns.length - values.length + column]?.align ?? 'left' }}
                >
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollAcross>
  )
}

function Totals({ block: { rows, words } }: { block: Extract<PrintBlock, { kind: 'totals' }> }) {
  return (
    <div className={styles.totals}>
      <dl>
        {rows.filter(isSaid).map(({ label, value, isStrong }, index) => (
          <Fragment key={index}>
            <dt data-strong={isStrong === true}>{label}</dt>
            <dd data-strong={isStrong === true}>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {words?.value ? (
        <p className={styles.words}>
          <span>{words.label}</span> <strong>{words.value}</strong>
        </p>
      ) : null}
    </div>
  )
}
