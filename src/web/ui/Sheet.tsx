import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { usePhone } from './use-phone.ts'

/**
 * Something beside the page: a drawer at the right on a desk, a sheet from below on a phone. `wide` is for a peek at a record, the usual
 * width for a form. Closing it is the caller's matter (a form asks itself whether there is something to keep).
 */
export function Sheet({
  open,
  title,
  onClose,
  wide = false,
  height = '88dvh',
  extra,
  footer,
  children,
  afterClose,
}: {
  open: boolean
  title: ReactNode
  onClose: () => void
  wide?: boolean
  /** On a phone; `auto` is as high as what is in it. */
  height?: string
  extra?: ReactNode
  footer?: ReactNode
  children: ReactNode
  afterClose?: () => void
}) {
  const phone = usePhone()
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      extra={extra}
      footer={footer}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? height : wide ? 720 : 480}
      destroyOnHidden
      afterOpenChange={isOpen => {
        if (!isOpen) afterClose?.()
      }}
      styles={{
        section: phone ? { borderRadius: '14px 14px 0 0' } : {},
        header: { padding: phone ? '12px 16px' : '12px 24px' },
        footer: { padding: phone ? '12px 16px calc(12px + env(safe-area-inset-bottom))' : '12px 24px' },
      }}
    >
      {children}
    </Drawer>
  )
}
