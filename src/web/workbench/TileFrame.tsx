import { ArrowDownOutlined, ArrowUpOutlined, EyeInvisibleOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { Agenda } from './Agenda.tsx'
import { CountLink } from './CountLink.tsx'
import { Figures } from './Figures.tsx'
import { People } from './People.tsx'
import { Rows } from './Rows.tsx'
import { Waiting } from './Waiting.tsx'
import styles from './workbench.module.css'
import { type Lens, refreshWorkbench, type Tile, useLateTile } from './workbench-requests.ts'

interface TileFrameProps {
  tile: Tile
  lens: Lens
  /** While tiles are being moved: between which it stands. */
  arrange: { above: Tile | undefined; below: Tile | undefined } | null
  onSwap: (other: Tile) => void
  onHide: () => void
  onChoose: (choice: string) => void
}

/** A tile: its name, how many there are with the way to exactly those, and what it shows. One that was late or failed holds up no other. */
export function TileFrame({ tile: painted, lens, arrange, onSwap, onHide, onChoose }: TileFrameProps) {
  const t = useText()
  const id = useId()
  const late = useLateTile(lens, painted)
  const tile = painted.state === 'late' && late.data ? late.data : painted
  return (
    <section className={styles.tile} aria-labelledby={id} data-tile={tile.name}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {tile.label}
        </h2>
        {tile.kind === 'rows' && tile.content ? (
          <CountLink link={tile.content.link} count={tile.content.count} name={tile.label} />
        ) : null}
        <span className={styles.gap} />
        {tile.choices.length > 0 && !arrange ? (
          <Select
            size="small"
            variant="borderless"
            popupMatchSelectWidth={false}
            aria-label={t('workbench.choice', { tile: tile.label })}
            value={tile.choice ?? ''}
            options={tile.choices.map(({ name, label }) => ({ value: name, label }))}
            onChange={onChoose}
          />
        ) : null}
        {arrange ? (
          <>
            <Mover label={t('workbench.up', { tile: tile.label })} to={arrange.above} onSwap={onSwap}>
              <ArrowUpOutlined aria-hidden />
            </Mover>
            <Mover label={t('workbench.down', { tile: tile.label })} to={arrange.below} onSwap={onSwap}>
              <ArrowDownOutlined aria-hidden />
            </Mover>
            <Button
              size="small"
              type="text"
              icon={<EyeInvisibleOutlined aria-hidden />}
              aria-label={t('workbench.hide', { tile: tile.label })}
              onClick={onHide}
            />
          </>
        ) : null}
      </header>
      <Content tile={tile} lens={lens} error={late.error} />
    </section>
  )
}

function Mover({
  label,
  to,
  onSwap,
  children,
}: {
  label: string
  to: Tile | undefined
  onSwap: (other: Tile) => void
  children: ReactNode
}) {
  return (
    <Button
      size="small"
      type="text"
      icon={children}
      aria-label={label}
      disabled={!to}
      onClick={() => to && onSwap(to)}
    />
  )
}

function Content({ tile, lens, error }: { tile: Tile; lens: Lens; error: Error | null }) {
  const t = useText()
  if (error) return <ErrorState error={error} onRetry={() => void refreshWorkbench()} />
  if (tile.state === 'failed') {
    return (
      <p className={styles.none} role="status">
        {t('workbench.failed')}{' '}
        <Button type="link" size="small" onClick={() => void refreshWorkbench()}>
          {t('ui.retry')}
        </Button>
      </p>
    )
  }
  if (!tile.content) return <Skeletons shape="list" />
  switch (tile.kind) {
    case 'agenda':
      return <Agenda content={tile.content} empty={tile.empty} lens={lens} />
    case 'rows':
      return <Rows content={tile.content} empty={tile.empty} lens={lens} />
    case 'figures':
      return <Figures content={tile.content} words={tile.words} />
    case 'people':
      return <People content={tile.content} words={tile.words} empty={tile.empty} label={tile.label} />
    case 'waiting':
      return <Waiting content={tile.content} />
  }
}
