import { PrinterOutlined } from '@ant-design/icons'
import type { MenuProps } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'

const PrintSheet = lazy(() => import('./PrintSheet.tsx').then(sheet => ({ default: sheet.PrintSheet })))

/** What a record's menu offers of printing, and what opens for it. */
export function usePrintMenu(
  object: ObjectDescription,
  record: ApiRecord,
): { items: NonNullable<MenuProps['items']>; open: ReactNode } {
  const t = useText()
  const [isPrinting, setPrinting] = useState(false)
  // Whatever has an owner is somebody's work, and can be handed over on paper.
  if (!object.owned) return { items: [], open: null }
  return {
    items: [
      {
        key: 'print',
        icon: <PrinterOutlined aria-hidden />,
        label: t('printUi.menu'),
        onClick: () => setPrinting(true),
      },
    ],
    open: isPrinting ? <Opened object={object} record={record} onClose={() => setPrinting(false)} /> : null,
  }
}

const Opened = (props: { object: ObjectDescription; record: ApiRecord; onClose: () => void }) => (
  <Suspense fallback={null}>
    <PrintSheet {...props} />
  </Suspense>
)
