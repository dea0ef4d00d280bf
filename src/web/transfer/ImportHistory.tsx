import { Link } from '@tanstack/react-router'
import { Table, type TableColumnsType } from 'antd'
import { useObjectNamed } from '#web/api/index.ts'
import {
  EmptyState,
  ErrorState,
  formatNumber,
  ScrollAcross,
  Skeletons,
  useLocale,
  usePhone,
  useText,
  When,
} from '#web/ui/index.ts'
import { type ImportDescription, useImports } from './import-requests.ts'
import { StateTag } from './StateTag.tsx'
import styles from './transfer.module.css'

/** The imports there have been, newest first; each opens where it stands. */
export function ImportHistory() {
  const t = useText()
  const phone = usePhone()
  const { data, error, refetch } = useImports()
  return (
    <section aria-labelledby="import-history">
      <h2 id="import-history" className={styles.heading}>
        {t('imports.history.title')}
      </h2>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeletons shape="list" /> : null}
      {data?.length === 0 ? (
        <EmptyState title={t('imports.history.empty')} text={t('imports.history.emptyText')} />
      ) : null}
      {data && data.length > 0 ? phone ? <Cards imports={data} /> : <Rows imports={data} /> : null}
    </section>
  )
}

function Rows({ imports }: { imports: ImportDescription[] }) {
  const t = useText()
  const columns: TableColumnsType<ImportDescription> = [
    { title: t('imports.history.file'), render: (_, one) => <FileLink one={one} /> },
    { title: t('imports.what'), render: (_, one) => <ObjectName name={one.object} />, width: 140 },
    { title: t('imports.history.state'), render: (_, one) => <StateTag state={one.state} />, width: 140 },
    { title: t('imports.history.rows'), align: 'end', render: (_, one) => <Count value={one.rows} />, width: 100 },
    {
      title: t('imports.counts.created'),
      align: 'end',
      render: (_, one) => <Count value={one.counts.created} />,
      width: 100,
    },
    {
      title: t('imports.counts.updated'),
      align: 'end',
      render: (_, one) => <Count value={one.counts.updated} />,
      width: 100,
    },
    {
      title: t('imports.counts.refused'),
      align: 'end',
      render: (_, one) => <Count value={one.counts.refused} />,
      width: 100,
    },
    ...(imports.some(one => one.by)
      ? [{ title: t('imports.history.by'), render: (_: unknown, one: ImportDescription) => one.by?.title, width: 140 }]
      : []),
    { title: t('imports.history.at'), render: (_, one) => <When at={one.createdAt} />, width: 150 },
  ]
  return (
    <ScrollAcross label={t('imports.history.title')}>
      <Table size="small" rowKey="id" columns={columns} dataSource={imports} pagination={false} />
    </ScrollAcross>
  )
}

function Cards({ imports }: { imports: ImportDescription[] }) {
  return (
    <ul className={styles.cards}>
      {imports.map(one => (
        <li key={one.id}>
          <div className={styles.cardHead}>
            <FileLink one={one} />
            <StateTag state={one.state} />
          </div>
          <div className={styles.quiet}>
            <ObjectName name={one.object} /> · <Count value={one.rows} /> · <When at={one.createdAt} />
          </div>
        </li>
      ))}
    </ul>
  )
}

const FileLink = ({ one }: { one: ImportDescription }) => (
  <Link to="/import/$id" params={{ id: one.id }}>
    {one.name}
  </Link>
)

/** The noun in the viewer's language; its own name where he may not read it. */
export function ObjectName({ name }: { name: string }) {
  const object = useObjectNamed(name)
  return <>{object?.labelPlural ?? name}</>
}

function Count({ value }: { value: number }) {
  const locale = useLocale()
  return <span className="tabular">{formatNumber(value, { locale })}</span>
}
