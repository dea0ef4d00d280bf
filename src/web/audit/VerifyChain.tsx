import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Typography } from 'antd'
import { api } from '#web/api/index.ts'
import { formatNumber, useLocale, useText, useToast } from '#web/ui/index.ts'
import styles from './audit.module.css'

interface Verdict {
  lines: number
  scrubbed: number
  head: string | null
  broken: {
    position: string
    id: string | null
    breach: 'gap' | 'content' | 'detail' | 'scrubbed' | 'end' | 'head'
  } | null
}

/** Reckons the chain of the log anew, and says whether it stands as it was written. */
export function useVerifyChain() {
  const t = useText()
  const locale = useLocale()
  const toast = useToast()
  const check = useMutation({
    mutationFn: () => api.post<Verdict>('/audit/verify', {}),
    onError: toast.fail,
  })
  const verdict = check.data
  const button = (
    <Button icon={<SafetyCertificateOutlined aria-hidden />} loading={check.isPending} onClick={() => check.mutate()}>
      {t('audit.verify')}
    </Button>
  )
  const result = verdict ? (
    <Alert
      className={styles.verdict ?? ''}
      type={verdict.broken ? 'error' : 'success'}
      showIcon
      role={verdict.broken ? 'alert' : 'status'}
      title={
        verdict.broken
          ? t('audit.broken', {
              position: verdict.broken.position,
              breach: t(`audit.breaches.${verdict.broken.breach}`),
            })
          : t('audit.whole', { count: verdict.lines, shown: formatNumber(verdict.lines, { locale }) })
      }
      description={
        verdict.head ? (
          <>
            {verdict.scrubbed > 0 ? <p>{t('audit.scrubbed', { count: verdict.scrubbed })}</p> : null}
            <p>{t('audit.head')}</p>
            <Typography.Text code copyable className={styles.hash ?? ''}>
              {verdict.head}
            </Typography.Text>
          </>
        ) : null
      }
    />
  ) : null
  return { button, result }
}
