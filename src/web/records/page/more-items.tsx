import { CopyOutlined, DeleteOutlined, MergeCellsOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import type { MenuProps } from 'antd'
import type { ReactNode } from 'react'
import { type ApiRecord, type ObjectDescription, useRemoveRecord, useRestoreRecord } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { usePersonMenu } from '#web/personal-data/PersonMenu.tsx'
import { usePrintMenu } from '#web/print/PrintMenu.tsx'
import { useText, useToast } from '#web/ui/index.ts'

/** What is done with a record now and then, as items of a menu; `open` is drawn beside it. */
export function useMoreItems(
  object: ObjectDescription,
  record: ApiRecord,
  onRemoved: () => void,
): { items: NonNullable<MenuProps['items']>; open: ReactNode } {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const { mutateAsync: remove } = useRemoveRecord(object.path)
  const { mutateAsync: restore } = useRestoreRecord(object.path)
  const person = usePersonMenu(object, record)
  const print = usePrintMenu(object, record)
  const copyLink = async () => {
    await navigator.clipboard.writeText(`${location.origin}/o/${object.path}/${record.id}`)
    toast.say(t('records.head.linkCopied'))
  }
  const takeAway = async () => {
    try {
      await remove(record.id)
    } catch (error) {
      toast.fail(error)
      return
    }
    onRemoved()
    toast.sayUndo(t('records.head.removed', { title: titleOf(object, record) }), () => restore(record.id))
  }
  const items: NonNullable<MenuProps['items']> = [
    ...print.items,
    // A page served without TLS to another machine has no clipboard.
    ...(navigator.clipboard
      ? [
          {
            key: 'link',
            icon: <CopyOutlined aria-hidden />,
            label: t('records.head.copyLink'),
            onClick: () => void copyLink(),
          },
        ]
      : []),
    ...(record.can.includes('merge')
      ? [
          {
            key: 'merge',
            icon: <MergeCellsOutlined aria-hidden />,
            label: t('records.head.merge'),
            onClick: () =>
              void navigate({
                to: '/p/$page',
                params: { page: 'merge' },
                search: { view: `${object.name}.${record.id}` },
              }),
          },
        ]
      : []),
    ...person.items,
    ...(record.can.includes('remove')
      ? [
          {
            key: 'remove',
            icon: <DeleteOutlined aria-hidden />,
            label: t('records.head.remove'),
            danger: true,
            onClick: () => void takeAway(),
          },
        ]
      : []),
  ]
  return {
    items,
    open: (
      <>
        {print.open}
        {person.open}
      </>
    ),
  }
}
