import { IdcardOutlined, UserDeleteOutlined } from '@ant-design/icons'
import type { MenuProps } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type ApiRecord, apiUrl, type ObjectDescription, usePermission } from '#web/api/index.ts'
import { useFile } from '#web/consent/FileButton.tsx'
import { useText } from '#web/ui/index.ts'
import { isPerson } from './personal-requests.ts'

const EraseSheet = lazy(() => import('./EraseSheet.tsx').then(sheet => ({ default: sheet.EraseSheet })))

/** What a record's menu offers of a person's data, and what opens for it. */
export function usePersonMenu(object: ObjectDescription, record: ApiRecord): { items: MenuItem[]; open: ReactNode } {
  const t = useText()
  const mayExport = usePermission('personalData.export') === 'all'
  const mayErase = usePermission('personalData.erase') === 'all'
  const [isErasing, setErasing] = useState(false)
  const { take, asking } = useFile()
  if (!isPerson(object, record)) return { items: [], open: null }
  const address = apiUrl(`/${object.path}/${record.id}/personal-data.zip`)
  return {
    items: [
      ...(mayExport
        ? [
            {
              key: 'personal-copy',
              icon: <IdcardOutlined aria-hidden />,
              label: t('personal.copy'),
              onClick: () => void take(address, `personal-data-${record.id}.zip`),
            },
          ]
        : []),
      ...(mayErase
        ? [
            {
              key: 'personal-erase',
              icon: <UserDeleteOutlined aria-hidden />,
              label: t('personal.erase'),
              danger: true,
              onClick: () => setErasing(true),
            },
          ]
        : []),
    ],
    open: (
      <>
        {asking}
        {isErasing ? (
          <Suspense fallback={null}>
            <EraseSheet object={object} record={record} onClose={() => setErasing(false)} />
          </Suspense>
        ) : null}
      </>
    ),
  }
}

type MenuItem = NonNullable<MenuProps['items']>[number]
