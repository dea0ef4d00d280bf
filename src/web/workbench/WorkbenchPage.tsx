import { InboxOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { CalendarWarning } from '#web/settings/CalendarWarning.tsx'
import { useTrail } from '#web/shell/trail.ts'
import {
  EmptyState,
  ErrorState,
  formatDay,
  PageHeader,
  Skeletons,
  todayIn,
  useLocale,
  usePhone,
  useText,
  useTimeZone,
} from '#web/ui/index.ts'
import { HiddenTiles } from './HiddenTiles.tsx'
import { TileFrame } from './TileFrame.tsx'
import { useKeepLayout, useWorkbench, layoutOf, type Lens, type Tile, type Workbench } from './workbench-requests.ts'
import styles from './workbench.module.css'

/** Where a day begins: what is due, the month in figures, and what must not be forgotten; of one's own or of one's team. */
export function WorkbenchPage() {
  const t = useText()
  const [lens, setLens] = useState<Lens>()
  const { data, error, refetch } = useWorkbench(lens)
  useTrail([{ label: t('shell.home') }])
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="page" />
  if (data.tiles.length === 0) {
    return (
      <EmptyState
        icon={<InboxOutlined aria-hidden />}
        title={t('shell.nothing_allowed.title')}
        text={t('shell.nothing_allowed.text')}
      />
    )
  }
  return <Tiles key={data.lens} workbench={data} onLens={setLens} />
}

function Tiles({ workbench, onLens }: { workbench: Workbench; onLens: (lens: Lens) => void }) {
  const t = useText()
  const phone = usePhone()
  const locale = useLocale()
  const today = todayIn(useTimeZone())
  const [isArranging, setArranging] = useState(false)
  const keep = useKeepLayout(workbench.lens)
  const { tiles, lens } = workbench
  const shown = tiles.filter(tile => !tile.isHidden)
  const frame = (tile: Tile, beside: readonly Tile[]) => (
    <TileFrame
      key={tile.name}
      tile={tile}
      lens={lens}
      arrange={isArranging ? { above: before(beside, tile), below: after(beside, tile) } : null}
      onSwap={other => keep.mutate(swapped(tiles, tile, other))}
      onHide={() => keep.mutate({ ...layoutOf(tiles), hidden: [...layoutOf(tiles).hidden, tile.name] })}
      onChoose={choice =>
        keep.mutate({ ...layoutOf(tiles), choices: { ...layoutOf(tiles).choices, [tile.name]: choice } })
      }
    />
  )
  const main = shown.filter(tile => tile.place === 'main')
  const side = shown.filter(tile => tile.place === 'side')
  // On a phone the list comes first with what stands before it, then the month, then the rest.
  const first = main.slice(0, main.findIndex(tile => tile.kind === 'agenda') + 1)
  const flat = [...first, ...side, ...main.filter(tile => !first.includes(tile))]
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('shell.home')}
        aside={<span className={styles.date}>{formatDay(today, { locale, today })}</span>}
        actions={
          <>
            {workbench.lenses.length > 1 ? (
              <Segmented<Lens>
                aria-label={t('workbench.whose')}
                value={lens}
                onChange={onLens}
                options={workbench.lenses.map(one => ({ value: one, label: t(`workbench.lens.${one}`) }))}
              />
            ) : null}
            <Button
              icon={<SettingOutlined aria-hidden />}
              aria-label={t(isArranging ? 'workbench.arranged' : 'workbench.arrange')}
              aria-pressed={isArranging}
              type={isArranging ? 'primary' : 'default'}
              onClick={() => setArranging(!isArranging)}
            >
              {isArranging ? t('workbench.arranged') : null}
            </Button>
          </>
        }
      />
      <CalendarWarning />
      {isArranging ? (
        <HiddenTiles
          tiles={tiles.filter(tile => tile.isHidden)}
          isOwnLayout={workbench.isOwnLayout}
          onShow={tile => {
            const layout = layoutOf(tiles)
            keep.mutate({ ...layout, hidden: layout.hidden.filter(name => name !== tile.name) })
          }}
          onReset={() => keep.mutate(null)}
        />
      ) : null}
      {phone ? (
        <div className={styles.column}>{flat.map(tile => frame(tile, flat))}</div>
      ) : (
        <div className={styles.columns} data-single={side.length === 0 || main.length === 0}>
          {main.length > 0 ? <div className={styles.column}>{main.map(tile => frame(tile, main))}</div> : null}
          {side.length > 0 ? <div className={styles.column}>{side.map(tile => frame(tile, side))}</div> : null}
        </div>
      )}
    </div>
  )
}

const before = (tiles: readonly Tile[], tile: Tile): Tile | undefined => tiles[tiles.indexOf(tile) - 1]
const after = (tiles: readonly Tile[], tile: Tile): Tile | undefined => tiles[tiles.indexOf(tile) + 1]

function swapped(tiles: readonly Tile[], one: Tile, other: Tile) {
  const layout = layoutOf(tiles)
  const order = layout.order.map(name => (name === one.name ? other.name : name === other.name ? one.name : name))
  return { ...layout, order }
}
