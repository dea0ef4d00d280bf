import { FilePdfOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { apiUrl } from '#web/api/index.ts'
import { useLocale, useText, useToast } from '#web/ui/index.ts'
import { type Asked, useStatement } from './account-requests.ts'

/** Prints the statement as the account stands on the page, and opens it. */
export function StatementButton({ customer, asked }: { customer: string; asked: Asked }) {
  const t = useText()
  const locale = useLocale()
  const toast = useToast()
  const printing = useStatement(customer, asked)
  const print = () =>
    printing.mutate(locale, {
      onSuccess: ({ id, missing }) => {
        if (missing.length > 0) toast.fail(new Error(t('account.missing', { characters: missing.join(' ') })))
        window.open(apiUrl(`/prints/${id}/content`, { show: true }), '_blank', 'noopener')
      },
      onError: toast.fail,
    })
  return (
    <Button icon={<FilePdfOutlined aria-hidden />} loading={printing.isPending} onClick={print}>
      {t('account.statement')}
    </Button>
  )
}
