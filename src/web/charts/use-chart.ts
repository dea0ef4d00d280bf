import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type RefObject, useEffect, useRef } from 'react'

register([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer])

/** A drawn chart: where to draw it, and how to take its picture. */
export interface Chart {
  box: RefObject<HTMLDivElement | null>
  /** The chart as a PNG data address, twice as sharp as on the screen, on the given background; null before it is drawn. */
  picture: (background: string) => string | null
}

/**
 * Draws `option` into the box and redraws when it or the box's size changes. `onPick` is told the position of the point that was
 * clicked. The caller keeps `option` stable (useMemo), or each render draws anew.
 */
export function useChart(option: EChartsCoreOption, onPick?: (index: number) => void): Chart {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<EChartsType | null>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])

  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    drawn.current = chart
    chart.on('click', event => pick.current?.(event.dataIndex))
    const sizes = new ResizeObserver(() => chart.resize())
    sizes.observe(box.current)
    return () => {
      sizes.disconnect()
      drawn.current = null
      chart.dispose()
    }
  }, [])

  useEffect(() => {
    drawn.current?.setOption(option, { notMerge: true })
  }, [option])

  return {
    box,
    picture: background =>
      drawn.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: background }) ?? null,
  }
}
