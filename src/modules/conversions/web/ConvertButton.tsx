import { SwapOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { usePaletteActions } from '#web/shell/palette-actions.ts'
import { useText } from '#web/ui/index.ts'
import { ConvertSheet } from './ConvertSheet.tsx'
import { useCanConvert } from './use-can-convert.ts'

/** 转化为客户, beside the lead's name, for as long as it can be converted. */
export default function ConvertButton({ record }: PanelProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const isPossible = useCanConvert(record)
  usePaletteActions(
    useMemo(
      () =>
        isPossible
          ? [
              {
                id: 'convert',
                label: t('conversions.convert'),
                icon: 'PartitionOutlined',
                also: 'convert',
                run: () => setOpen(true),
              },
            ]
          : [],
      [isPossible, t],
    ),
  )
  if (!isPossible) return null
  return (
    <>
      <Button
        // While marketing has it, handing it over is what comes next.
        type={record.can.includes('handOver') ? 'default' : 'primary'}
        size="small"
        icon={<SwapOutlined aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('conversions.convert')}
      </Button>
      <ConvertSheet lead={record} open={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}
