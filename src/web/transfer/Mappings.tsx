import { App, Button, Checkbox, Form, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useText, useToast } from '#web/ui/index.ts'
import { type ImportDescription, type ImportSettings, useChangeImport, useKeepMapping } from './import-requests.ts'
import styles from './transfer.module.css'

/** Mappings that were kept for files with these headers: one click takes columns and settings. */
export function OfferedMappings({
  described,
  onUsed,
}: {
  described: ImportDescription
  onUsed: (used: { settings: ImportSettings }) => void
}) {
  const t = useText()
  const toast = useToast()
  const change = useChangeImport(described.id)
  if (described.offered.length === 0) return null
  return (
    <section className={styles.offered} aria-label={t('imports.mappings.offered')}>
      <span>{t('imports.mappings.offered')}</span>
      <Space wrap>
        {described.offered.map(({ id, name, isOwn, by }) => (
          <Button
            key={id}
            size="small"
            loading={change.isPending && change.variables.use?.id === id}
            onClick={() => change.mutate({ use: { id } }, { onSuccess: onUsed, onError: toast.fail })}
          >
            {isOwn ? name : t('imports.mappings.of', { name, by })}
          </Button>
        ))}
      </Space>
    </section>
  )
}

/** Keeps what was chosen here under a name; `before` sends it first. */
export function KeepMapping({ described, before }: { described: ImportDescription; before: () => Promise<unknown> }) {
  const t = useText()
  const toast = useToast()
  const { message } = App.useApp()
  const keep = useKeepMapping(described.id)
  const [isOpen, setOpen] = useState(false)
  const [form] = Form.useForm<{ name: string; isShared: boolean }>()

  async function send({ name, isShared }: { name: string; isShared: boolean }): Promise<void> {
    try {
      await before()
      await keep.mutateAsync({ name, isShared })
      setOpen(false)
      message.success(t('imports.mappings.kept', { name }))
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <>
      <Button type="text" onClick={() => setOpen(true)}>
        {t('imports.mappings.keep')}
      </Button>
      <Modal
        open={isOpen}
        title={t('imports.mappings.keep')}
        okText={t('imports.mappings.yes')}
        confirmLoading={keep.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <p className={styles.quiet}>{t('imports.mappings.text')}</p>
        <Form form={form} layout="vertical" initialValues={{ isShared: false }} onFinish={values => void send(values)}>
          <Form.Item
            name="name"
            label={t('imports.mappings.name')}
            rules={[{ required: true, whitespace: true, message: t('imports.mappings.nameMissing') }]}
          >
            <Input maxLength={60} autoFocus />
          </Form.Item>
          <Form.Item name="isShared" valuePropName="checked">
            <Checkbox>{t('imports.mappings.share')}</Checkbox>
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
