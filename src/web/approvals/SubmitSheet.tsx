import { Button, Form, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { isProblem, type ObjectDescription } from '#web/api/index.ts'
import { Sheet, Skeletons, useProblemText, useText, useToast } from '#web/ui/index.ts'
import { useSubmission, useTrial } from './approval-requests.ts'
import styles from './approvals.module.css'
import { Course } from './Course.tsx'

/** Submitting: who will be asked is shown before, and whom the flow leaves to oneself is chosen. */
export function SubmitSheet({
  object,
  id,
  verb,
  onClose,
}: {
  object: ObjectDescription
  id: string
  verb: 'submit' | 'resubmit'
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const field = useId()
  const sending = useSubmission(object.path, id)
  const trial = useTrial(object, id)
  const [opinion, setOpinion] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [wrong, setWrong] = useState<string[]>([])
  const choosing = verb === 'submit' ? trial.data?.steps.find(step => step.offered) : undefined
  const send = async () => {
    setWrong([])
    const said = opinion.trim() ? { opinion: opinion.trim() } : {}
    try {
      await sending.mutateAsync({ verb, input: choosing ? { ...said, approvers: chosen } : said })
      toast.say(t('approvalUi.done.submit'))
      onClose()
    } catch (error) {
      if (isProblem(error) && error.fields.length > 0) setWrong(error.fields.map(one => sayField(object, one)))
      else toast.fail(error)
    }
  }
  return (
    <Sheet
      open
      title={t(`approvalUi.${verb}`)}
      onClose={onClose}
      height="auto"
      footer={
        <Button type="primary" loading={sending.isPending} disabled={trial.isError} onClick={() => void send()}>
          {t(`approvalUi.${verb}`)}
        </Button>
      }
    >
      {trial.isPending ? <Skeletons shape="list" /> : null}
      {trial.error ? (
        <p className={styles.wrong} role="alert">
          {problemText(trial.error)}
        </p>
      ) : null}
      {trial.data && verb === 'submit' ? (
        <section className={styles.preview}>
          <h3 className={styles.heading}>{t('approvalUi.who')}</h3>
          <Course trial={trial.data} />
        </section>
      ) : null}
      {verb === 'resubmit' ? <p className={styles.quiet}>{t('approvalUi.resubmit_text')}</p> : null}
      <Form layout="vertical">
        {choosing ? (
          <Form.Item label={t('approvalUi.choose')} htmlFor={`${field}-people`} required>
            <Select
              id={`${field}-people`}
              mode="multiple"
              maxCount={20}
              showSearch={{ optionFilterProp: 'label' }}
              value={chosen}
              onChange={setChosen}
              options={(choosing.offered ?? []).map(person => ({ value: person.id, label: person.title }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item label={t('approvalUi.note_to')} htmlFor={field}>
          <Input.TextArea
            id={field}
            rows={2}
            maxLength={500}
            value={opinion}
            onChange={event => setOpinion(event.target.value)}
          />
        </Form.Item>
      </Form>
      {wrong.length > 0 ? (
        <ul className={styles.wrong} role="alert">
          {wrong.map(message => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      ) : null}
    </Sheet>
  )
}

/** A problem with the name of the field that it speaks of. */
function sayField(object: ObjectDescription, { path, message }: { path: string; message?: string }): string {
  const label = object.fields.find(field => field.name === path.split('.')[0])?.label
  return label ? `${label}: ${message ?? ''}` : (message ?? '')
}
