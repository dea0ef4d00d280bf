import { Alert, Button, Form } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, isProblem, queryClient, type Session, sessionQuery } from '#web/api/index.ts'
import { speak } from '#web/shell/language.ts'
import { useLocale, useProblemText, useText } from '#web/ui/index.ts'
import { AdministratorFields, type AdministratorValues } from './AdministratorFields.tsx'
import { CompanyFields, type CompanyValues } from './CompanyFields.tsx'
import styles from './setup.module.css'
import { guessedTimeZone } from './time-zones.ts'

interface SetupValues {
  company: CompanyValues
  administrator: AdministratorValues
}

/** A company and its administrator: the first by the printed link's token, without one a further company that signs up. Two short steps in one form: what was typed in one is there when one comes back from the other. */
export function SetupForm({ token }: { token?: string }) {
  const t = useText()
  const locale = useLocale()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [form] = Form.useForm<SetupValues>()
  const [step, setStep] = useState<1 | 2>(1)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const goOn = async () => {
    const fine = await form
      .validateFields([
        ['company', 'name'],
        ['company', 'timeZone'],
        ['company', 'baseCurrency'],
      ])
      .then(
        () => true,
        () => false,
      )
    if (fine) setStep(2)
  }
  const submit = async () => {
    setBusy(true)
    setError(null)
    try {
      const values = form.getFieldsValue(true) as SetupValues
      const session = await (token
        ? api.post<Session>('/setup', { token, ...values }, { bearsSignedOut: true })
        : api.post<Session>('/sign-up', values, { bearsSignedOut: true }))
      queryClient.setQueryData(sessionQuery.queryKey, session)
      queryClient.setQueryData(['setup'], { open: false })
      await speak(session.locale)
      await navigate({ to: '/', replace: true })
    } catch (caught) {
      showProblems(caught)
    } finally {
      setBusy(false)
    }
  }
  const showProblems = (caught: unknown) => {
    const fields = isProblem(caught) ? caught.fields : []
    form.setFields(fields.map(({ path, message }) => ({ name: path.split('.') as never, errors: [message] })))
    if (fields.length > 0 && fields.every(field => field.path.startsWith('company'))) setStep(1)
    setError(fields.length > 0 && fields.every(field => /^(company|administrator)\./.test(field.path)) ? null : caught)
  }

  return (
    <Form<SetupValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        company: { locale, baseCurrency: 'CNY', timeZone: guessedTimeZone() },
        administrator: { login: token ? 'admin' : '' },
      }}
      onFinish={() => void (step === 1 ? goOn() : submit())}
    >
      <Steps step={step} />
      {error ? (
        <Form.Item>
          <Alert type="error" showIcon role="alert" title={problemText(error)} />
        </Form.Item>
      ) : null}
      <div hidden={step !== 1}>
        <CompanyFields />
      </div>
      <div hidden={step !== 2}>{step === 2 ? <AdministratorFields /> : null}</div>
      <div className={styles.foot}>
        {step === 2 ? (
          <Button size="large" onClick={() => setStep(1)}>
            {t('setup.back')}
          </Button>
        ) : null}
        <Button type="primary" size="large" htmlType="submit" loading={busy} className={styles.forward ?? ''}>
          {t(step === 1 ? 'setup.next' : 'setup.submit')}
        </Button>
      </div>
    </Form>
  )
}

function Steps({ step }: { step: 1 | 2 }) {
  const t = useText()
  return (
    <ol className={styles.steps} aria-label={t('setup.step', { step })}>
      <li aria-current={step === 1 ? 'step' : undefined} data-done={step === 2}>
        {t('setup.company_step')}
      </li>
      <li aria-current={step === 2 ? 'step' : undefined}>{t('setup.administrator_step')}</li>
    </ol>
  )
}
