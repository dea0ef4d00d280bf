import { Button, type ButtonProps } from 'antd'
import { type ReactNode, useState } from 'react'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { AskConsent } from './AskConsent.tsx'
import { consentAsked } from './consent-requests.ts'
import { takeFile } from './take-file.ts'

/** Fetches a file; where that needs a second person's consent it offers to ask for it. */
export function useFile() {
  const t = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const take = async (address: string, name: string) => {
    setBusy(true)
    try {
      await takeFile(address, { name })
    } catch (error) {
      if (consentAsked(error)) setRefusal(error)
      else toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  const asking = refusal ? (
    <Sheet open height="auto" title={t('consent.needed')} onClose={() => setRefusal(null)}>
      <AskConsent error={refusal} />
    </Sheet>
  ) : null
  return { take, busy, asking }
}

/** A button that fetches a file. */
export function FileButton({
  address,
  name,
  children,
  ...rest
}: { address: string; name: string; children?: ReactNode } & Pick<
  ButtonProps,
  'icon' | 'size' | 'type' | 'aria-label'
>) {
  const { take, busy, asking } = useFile()
  return (
    <>
      <Button {...rest} loading={busy} onClick={() => void take(address, name)}>
        {children}
      </Button>
      {asking}
    </>
  )
}
