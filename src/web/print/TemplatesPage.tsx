import {
  DeleteOutlined,
  DownloadOutlined,
  EditOutlined,
  EyeOutlined,
  FileWordOutlined,
  UploadOutlined,
} from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Popconfirm, Switch } from 'antd'
import { useState } from 'react'
import type { PrintTemplate, PrintTemplates } from '#platform/print/docx/template-description.ts'
import { FileButton } from '#web/consent/FileButton.tsx'
import { Choices } from '#web/settings/Choices.tsx'
import settings from '#web/settings/settings.module.css'
import { ErrorState, PageHeader, Skeletons, useLocale, useText, useToast, When } from '#web/ui/index.ts'
import styles from './print.module.css'
import { TemplateSheet } from './TemplateSheet.tsx'
import { starterUrl, templateUrl, useRemoveTemplate, useSaveTemplate, useTemplates } from './template-requests.ts'

/** The company's own Word files in which its documents are printed: for each noun those it has. */
export default function TemplatesPage() {
  const t = useText()
  const { data, error, refetch } = useTemplates()
  return (
    <>
      <PageHeader title={t('printUi.templates.title')}>
        <p className={settings.intro}>
          {t('printUi.templates.text', { field: '{amount}', begin: '{#lines}', end: '{/lines}' })}
        </p>
      </PageHeader>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeletons shape="list" /> : null}
      {data ? <Body data={data} /> : null}
    </>
  )
}

function Body({ data }: { data: PrintTemplates }) {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const noun = data.nouns.find(one => one.object === view) ?? data.nouns[0]
  if (!noun) return null
  const of = (object: string) => data.templates.filter(one => one.object === object)
  return (
    <div className={styles.layout}>
      <Choices
        label={t('printUi.templates.nouns')}
        placeholder={t('printUi.templates.nouns')}
        groups={[
          {
            key: 'nouns',
            choices: data.nouns.map(one => ({
              key: one.object,
              label: one.label,
              aside: String(of(one.object).length || ''),
            })),
          },
        ]}
        chosen={noun.object}
        onChoose={object =>
          void navigate({ to: '/p/$page', params: { page: 'print-templates' }, search: { view: object } })
        }
      />
      <OfNoun key={noun.object} noun={noun} templates={of(noun.object)} />
    </div>
  )
}

type Noun = PrintTemplates['nouns'][number]

function OfNoun({ noun, templates }: { noun: Noun; templates: readonly PrintTemplate[] }) {
  const t = useText()
  const locale = useLocale()
  const [editing, setEditing] = useState<PrintTemplate | 'new' | null>(null)
  return (
    <section className={styles.list} aria-label={noun.label}>
      {templates.length === 0 ? (
        <p className={styles.quiet}>{t('printUi.templates.none', { noun: noun.label })}</p>
      ) : (
        <ul className={styles.templates}>
          {templates.map(template => (
            <Card key={template.id} template={template} onEdit={() => setEditing(template)} />
          ))}
        </ul>
      )}
      <div className={styles.tools}>
        <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => setEditing('new')}>
          {t('printUi.templates.add')}
        </Button>
        <FileButton
          address={starterUrl(noun.object, locale)}
          name={`${noun.label}.docx`}
          icon={<DownloadOutlined aria-hidden />}
        >
          {t('printUi.templates.starter')}
        </FileButton>
      </div>
      {editing ? (
        <TemplateSheet
          noun={noun}
          template={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  )
}

function Card({ template, onEdit }: { template: PrintTemplate; onEdit: () => void }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveTemplate()
  const remove = useRemoveTemplate()
  const { id, object, name, language, isOn, version, fileName } = template
  return (
    <li className={styles.card}>
      <div>
        <FileWordOutlined aria-hidden /> <strong>{name}</strong>
        <div className={styles.quiet}>
          {t(`printUi.languages.${language}`)} · {fileName} ·{' '}
          {t('printUi.templates.by', { name: template.by?.title ?? t('printUi.somebody') })} <When at={template.at} />
        </div>
      </div>
      <div className={styles.tools}>
        <Switch
          checked={isOn}
          loading={save.isPending}
          aria-label={t('printUi.templates.on', { name })}
          onChange={next => save.mutate({ id, version, object, name, language, isOn: next }, { onError: toast.fail })}
        />
        <FileButton
          address={templateUrl(id, 'sample')}
          name={fileName}
          type="text"
          icon={<EyeOutlined aria-hidden />}
          aria-label={t('printUi.templates.sample', { name })}
        />
        <FileButton
          address={templateUrl(id, 'content')}
          name={fileName}
          type="text"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={t('printUi.templates.download', { name })}
        />
        <Button
          type="text"
          icon={<EditOutlined aria-hidden />}
          aria-label={t('printUi.templates.edit', { name })}
          onClick={onEdit}
        />
        <Popconfirm
          title={t('printUi.templates.remove_ask', { name })}
          onConfirm={() => remove.mutate(id, { onError: toast.fail })}
        >
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('printUi.templates.remove', { name })}
          />
        </Popconfirm>
      </div>
    </li>
  )
}
