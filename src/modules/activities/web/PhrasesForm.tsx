import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './composer.module.css'
import { keepPhrases, type PhraseLists } from './phrase-requests.ts'

/** Common phrases as texts, one in each line: one's own, and the company's for whoever may change settings. */
export function PhrasesForm({ lists, onDone }: { lists: PhraseLists; onDone?: () => void }) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const [own, setOwn] = useState(lists.own.join('\n'))
  const [company, setCompany] = useState(lists.company.join('\n'))
  const [isSaving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    try {
      await keepPhrases({ own: linesOf(own), ...(lists.mayChangeCompany ? { company: linesOf(company) } : {}) })
      toast.say(t('activities.phrases.kept'))
      onDone?.()
    } catch (error) {
      toast.fail(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <form
      className={styles.phrasesForm}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <label htmlFor={`${id}-own`}>{t('activities.phrases.own')}</label>
      <Input.TextArea
        id={`${id}-own`}
        value={own}
        autoSize={{ minRows: 3, maxRows: 10 }}
        placeholder={t('activities.phrases.example')}
        onChange={event => setOwn(event.target.value)}
      />
      <label htmlFor={`${id}-company`}>{t('activities.phrases.company')}</label>
      <Input.TextArea
        id={`${id}-company`}
        value={company}
        readOnly={!lists.mayChangeCompany}
        autoSize={{ minRows: 3, maxRows: 10 }}
        onChange={event => setCompany(event.target.value)}
      />
      <p className="field-quiet">{t('activities.phrases.hint')}</p>
      <Button type="primary" htmlType="submit" loading={isSaving}>
        {t('activities.phrases.save')}
      </Button>
    </form>
  )
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
