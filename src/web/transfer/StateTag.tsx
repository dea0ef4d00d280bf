import { Tag } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { ImportState } from './import-requests.ts'

const colours: Partial<Record<ImportState, string>> = {
  done: 'success',
  failed: 'error',
  settling: 'warning',
  mapping: 'warning',
  ready: 'processing',
  running: 'processing',
}

/** Where an import stands, in a word. */
export function StateTag({ state }: { state: ImportState }) {
  const t = useText()
  return <Tag color={colours[state] ?? 'default'}>{t(`imports.states.${state}`)}</Tag>
}
