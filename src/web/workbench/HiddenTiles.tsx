import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { Tile } from './workbench-requests.ts'
import styles from './workbench.module.css'

/** While arranging: what was hidden comes back by a click, and the standard layout too. */
export function HiddenTiles({
  tiles,
  isOwnLayout,
  onShow,
  onReset,
}: {
  tiles: readonly Tile[]
  isOwnLayout: boolean
  onShow: (tile: Tile) => void
  onReset: () => void
}) {
  const t = useText()
  return (
    <div className={styles.arranging} role="group" aria-label={t('workbench.arrange')}>
      <span>{t(tiles.length > 0 ? 'workbench.hidden' : 'workbench.arrangeHint')}</span>
      {tiles.map(tile => (
        <Button key={tile.name} size="small" icon={<EyeOutlined aria-hidden />} onClick={() => onShow(tile)}>
          {t('workbench.show', { tile: tile.label })}
        </Button>
      ))}
      {isOwnLayout ? (
        <Button size="small" type="link" onClick={onReset}>
          {t('workbench.reset')}
        </Button>
      ) : null}
    </div>
  )
}
