import styles from './segments.module.css'

const [width, height] = [160, 36]

/** How a number went, as a small line; said in words for whoever does not see it. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return null
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = most - least || 1
  const points = values.map((value, place) => [
    2 + (place / (values.length - 1)) * (width - 4),
    height - 4 - ((value - least) / span) * (height - 8),
  ])
  const path = points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'} ${x?.toFixed(1)} ${y?.toFixed(1)}`).join(' ')
  const [lastX, lastY] = points.at(-1) ?? [0, 0]
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={path} />
      <circle cx={lastX} cy={lastY} r="2.5" />
    </svg>
  )
}
