import type { EChartsCoreOption } from 'echarts/core'
import type { chartColours } from '#web/ui/tokens.ts'

/** One thing drawn: its name, how long its bar is, and what it says in words. */
export interface ChartPoint {
  label: string
  /** Only for drawing; the exact figure is in `text`. Null leaves a gap. */
  value: number | null
  text: string
  /** Further figures of the same thing, shown when pointed at. */
  more: readonly { label: string; text: string }[]
}

export type ChartKind = 'funnel' | 'bar' | 'column' | 'line'

/** What the design tokens give a chart. */
export type ChartColours = ReturnType<typeof chartColours>

interface Drawing {
  kind: ChartKind
  points: readonly ChartPoint[]
  colours: ChartColours
  /** How a number stands at the axis: 300万, 3M. */
  axisText: (value: number) => string
}

/** The drawing of points as a funnel (bars around a middle line, in the order given), bars, columns or a line. */
export function chartOption({ kind, points, colours, axisText }: Drawing): EChartsCoreOption {
  const lying = kind === 'funnel' || kind === 'bar'
  const labels = {
    type: 'category',
    data: points.map(point => point.label),
    axisLine: { show: !lying, lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: {
      color: colours.strongText,
      fontSize: 12,
      width: lying ? 132 : 96,
      overflow: 'truncate',
      hideOverlap: true,
    },
  }
  const figures = {
    type: 'value',
    show: kind !== 'funnel',
    splitNumber: 4,
    axisLabel: { color: colours.text, fontSize: 12, formatter: axisText, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line } },
    ...(kind === 'funnel' ? funnelBounds(points) : {}),
  }
  return {
    textStyle: { fontFamily: colours.fontFamily },
    animationDuration: 300,
    grid: { left: 8, right: kind === 'bar' ? 88 : 16, top: 16, bottom: 8, outerBoundsMode: 'same' },
    tooltip: {
      trigger: lying ? 'item' : 'axis',
      axisPointer: { type: kind === 'line' ? 'line' : 'none' },
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.strongText, fontSize: 13 },
      formatter: (pointed: Pointed | Pointed[]) => explained(points, pointed),
    },
    xAxis: lying ? figures : labels,
    yAxis: lying ? { ...labels, inverse: true } : figures,
    series: seriesOf({ kind, points, colours }),
  }
}

/** How high a chart of that many points is drawn, in CSS pixels: lying bars need a line each, the others have one height. */
export const chartHeight = (kind: ChartKind, count: number): number =>
  kind === 'funnel' ? count * 40 + 24 : kind === 'bar' ? count * 30 + 48 : 300

type Pointed = { dataIndex: number }

/** The longest bar takes the whole width. */
const funnelBounds = (points: readonly ChartPoint[]): { min: number; max: number } => ({ min: 0, max: longest(points) })

const longest = (points: readonly ChartPoint[]): number => Math.max(1, ...points.map(point => point.value ?? 0))

function seriesOf({ kind, points, colours }: Omit<Drawing, 'axisText'>): object[] {
  const label = { show: true, color: colours.strongText, fontSize: 12, formatter: textOf(points) }
  if (kind === 'line') {
    return [
      {
        type: 'line',
        data: points.map(point => point.value),
        symbolSize: 7,
        lineStyle: { width: 2, color: colours.accent },
        itemStyle: { color: colours.accent },
        areaStyle: { color: colours.accent, opacity: 0.08 },
        label: { ...label, show: points.length <= 12, position: 'top' },
      },
    ]
  }
  if (kind === 'funnel') {
    const most = longest(points)
    const bar = { type: 'bar', stack: 'funnel', barWidth: 26 }
    return [
      // What is missing to the longest, half of it before each bar, so that all stand around the middle.
      {
        ...bar,
        silent: true,
        itemStyle: { opacity: 0 },
        data: points.map(point => (most - (point.value ?? 0)) / 2),
      },
      {
        ...bar,
        data: points.map((point, index) => ({
          value: point.value ?? 0,
          itemStyle: { color: shaded(colours.accent, { index, count: points.length }) },
        })),
        label: {
          ...label,
          position: 'inside',
          fontWeight: 600,
          backgroundColor: colours.surface,
          borderRadius: 4,
          padding: [2, 8],
        },
      },
    ]
  }
  return [
    {
      type: 'bar',
      data: points.map(point => point.value),
      barMaxWidth: kind === 'bar' ? 18 : 48,
      itemStyle: { color: colours.accent, borderRadius: kind === 'bar' ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      label: { ...label, show: kind === 'bar' || points.length <= 8, position: kind === 'bar' ? 'right' : 'top' },
    },
  ]
}

/** Later stages are deeper in colour. The colour itself is lightened, because opacity would take the words in it along. */
const shaded = (colour: string, { index, count }: { index: number; count: number }): string =>
  `${colour}${Math.round(255 * (0.35 + (0.6 * (index + 1)) / count))
    .toString(16)
    .padStart(2, '0')}`

const textOf =
  (points: readonly ChartPoint[]) =>
  (pointed: Pointed): string =>
    points[pointed.dataIndex]?.text ?? ''

/** Built as elements, never as markup: names come from people's records. */
function explained(points: readonly ChartPoint[], pointed: Pointed | Pointed[]): HTMLElement {
  const box = document.createElement('div')
  const point = points[(Array.isArray(pointed) ? pointed[0] : pointed)?.dataIndex ?? -1]
  if (!point) return box
  const name = document.createElement('strong')
  name.textContent = point.label
  box.append(name)
  for (const { label, text } of point.more) {
    const line = document.createElement('div')
    line.textContent = `${label}  ${text}`
    box.append(line)
  }
  return box
}
