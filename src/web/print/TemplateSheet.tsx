import { CheckCircleOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Form, Input, Segmented } from 'antd'
import { useId, useRef, useState } from 'react'
import type { PrintTemplate, PrintTemplates, TemplateNames } from '#platform/print/docx/template-description.ts'
import type { PrintLanguage } from '#platform/print/paper-description.ts'
import { sendFile } from '#web/fields/files/send-file.ts'
import { Sheet, useLocale, useProblemText, useText } from '#web/ui/index.ts'
import styles from './print.module.css'
import { useLook, useSaveTemplate } from './template-requests.ts'

/** A Word template: its file is looked at as soon as it is chosen, so that one sees before saving what would stay empty. */
export function TemplateSheet({
  noun,
  template,
  onClose,
}: {
  noun: PrintTemplates['nouns'][number]
  template: PrintTemplate | undefined
  onClose: () => void
}) {
  const t = useText()
  const field = useId()
  const locale = useLocale()
  const problemText = useProblemText()
  const [name, setName] = useState(template?.name ?? '')
  const [language, setLanguage] = useState<PrintLanguage>(template?.language ?? locale)
  const [file, setFile] = useState<{ id: string; title: string } | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const look = useLook()
  const save = useSaveTemplate()
  const lookAt = async (id: string, words: PrintLanguage) => {
    setProblem(null)
    try {
      await look.mutateAsync({ object: noun.object, language: words, file: id })
    } catch (error) {
      setFile(null)
      setProblem(error)
    }
  }
  const take = async (given: File) => {
    setProblem(null)
    setSending(true)
    try {
      const sent = await sendFile(given, { onProgress: () => undefined, signal: new AbortController().signal })
      setFile(sent)
      if (name === '') setName(given.name.replace(/\.docx$/i, '').slice(0, 60))
      await lookAt(sent.id, language)
    } catch (error) {
      setProblem(error)
    } finally {
      setSending(false)
    }
  }
  const speak = (next: PrintLanguage) => {
    setLanguage(next)
    if (file) void lookAt(file.id, next)
  }
  const keep = async () => {
    setProblem(null)
    const said = { object: noun.object, name, language, isOn: template?.isOn ?? true, file: file?.id }
    try {
      await save.mutateAsync({ ...said, id: template?.id, version: template?.version })
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  const isReady = name.trim() !== '' && (file !== null || template !== undefined)
  return (
    <Sheet
      open
      height="auto"
      title={template ? t('printUi.templates.edit', { name: template.name }) : t('printUi.templates.add')}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          disabled={!isReady || isSending || look.isPending}
          loading={save.isPending}
          onClick={() => void keep()}
        >
          {t('printUi.templates.save')}
        </Button>
      }
    >
      <Form layout="vertical">
        <Form.Item label={t('printUi.templates.file')}>
          <ChooseFile onTake={given => void take(given)} isBusy={isSending || look.isPending}>
            {t(file || template ? 'printUi.templates.replace' : 'printUi.templates.choose')}
          </ChooseFile>
          <p className={styles.quiet}>{file?.title ?? template?.fileName ?? ''}</p>
          {isSending || look.isPending ? <p role="status">{t('printUi.templates.checking')}</p> : null}
          {file && look.data && !look.isPending ? <Found tags={look.data.tags} /> : null}
        </Form.Item>
        <Form.Item label={t('printUi.templates.name')} htmlFor={field} required>
          <Input id={field} value={name} maxLength={60} onChange={event => setName(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('printUi.templates.language')}>
          <Segmented<PrintLanguage>
            aria-label={t('printUi.templates.language')}
            value={language}
            onChange={speak}
            options={(['zh', 'en'] as const).map(one => ({ value: one, label: t(`printUi.languages.${one}`) }))}
          />
        </Form.Item>
      </Form>
      {problem ? (
        <p className={styles.warning} role="alert">
          {problemText(problem)}
        </p>
      ) : null}
    </Sheet>
  )
}

function ChooseFile({ onTake, isBusy, children }: { onTake: (file: File) => void; isBusy: boolean; children: string }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".docx"
        // A form item shows every input, `hidden` or not.
        style={{ display: 'none' }}
        aria-label={children}
        onChange={event => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen) onTake(chosen)
        }}
      />
      <Button icon={<UploadOutlined aria-hidden />} loading={isBusy} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}

/** The tags of the file; those that nobody knows stand first and are named. */
function Found({ tags }: { tags: TemplateNames['tags'] }) {
  const t = useText()
  const unknown = tags.filter(tag => !tag.isKnown)
  if (tags.length === 0) return <p className={styles.warning}>{t('printUi.templates.no_tags')}</p>
  if (unknown.length === 0)
    return (
      <p className={styles.quiet} role="status">
        <CheckCircleOutlined aria-hidden /> {t('printUi.templates.tags', { count: tags.length })}{' '}
        {t('printUi.templates.all_known')}
      </p>
    )
  return (
    <div className={styles.warning} role="alert">
      {t('printUi.templates.unknown', { count: unknown.length })}
      <ul className={styles.tags}>
        {unknown.map(({ tag }) => (
          <li key={tag}>
            <code>{`{${tag}}`}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
