import { Button, Checkbox, Form, Input, Select } from 'antd'
import { isProblem } from '#web/api/index.ts'
import { useProblemText, useText, useToast } from '#web/ui/index.ts'
import { type Robot, type RobotInput, useSaveRobot, vendors } from './robot-requests.ts'

interface Typed extends RobotInput {
  address: string
  secret: string
}

/** A robot: in which group, by which address, and what it is told. What is kept of address and secret does not come back; empty leaves it. */
export function RobotForm({
  robot,
  kinds,
  onDone,
}: {
  robot: Robot | null
  kinds: { kind: string; label: string }[]
  onDone: () => void
}) {
  const t = useText()
  const toast = useToast()
  const problemText = useProblemText()
  const save = useSaveRobot()
  const [form] = Form.useForm<Typed>()
  const vendor = Form.useWatch('vendor', form) ?? robot?.vendor ?? 'wecom'
  const needed = { required: true, message: t('setup.needed') }
  const send = async ({ address, secret, ...rest }: Typed) => {
    const given = { ...(address ? { address } : {}), ...(secret ? { secret } : {}) }
    try {
      await save.mutateAsync({ id: robot?.id ?? null, ...rest, ...given })
      toast.say(t('robots.saved'))
      onDone()
    } catch (error) {
      if (isProblem(error, 'robot.address_refused')) form.setFields([{ name: 'address', errors: [problemText(error)] }])
      else if (isProblem(error) && error.fields.length > 0)
        form.setFields(error.fields.map(({ path, message }) => ({ name: path as keyof Typed, errors: [message] })))
      else toast.fail(error)
    }
  }
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        name: robot?.name ?? '',
        vendor: robot?.vendor ?? 'wecom',
        kinds: robot?.kinds ?? [],
        showsTitles: robot?.showsTitles ?? true,
        isActive: robot?.isActive ?? true,
        address: '',
        secret: '',
      }}
      onFinish={typed => void send(typed)}
    >
      <Form.Item name="name" label={t('robots.name')} extra={t('robots.nameHint')} rules={[needed]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="vendor" label={t('robots.vendor')}>
        <Select options={vendors.map(one => ({ value: one, label: t(`robots.vendors.${one}`) }))} />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('robots.address')}
        extra={robot ? t('robots.keeps') : t(`robots.addressHint.${vendor}`)}
        rules={robot ? [] : [needed]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      {vendor === 'wecom' ? null : (
        <Form.Item
          name="secret"
          label={t('robots.secret')}
          extra={t(robot?.hasSecret ? 'robots.keeps' : 'robots.secretHint')}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      )}
      <Form.Item name="kinds" label={t('robots.kinds')}>
        <Checkbox.Group
          style={{ display: 'grid', gap: 8 }}
          options={kinds.map(({ kind, label }) => ({ value: kind, label }))}
        />
      </Form.Item>
      <Form.Item name="showsTitles" valuePropName="checked" extra={t('robots.showsTitlesHint')}>
        <Checkbox>{t('robots.showsTitles')}</Checkbox>
      </Form.Item>
      <Form.Item name="isActive" valuePropName="checked">
        <Checkbox>{t('robots.isActive')}</Checkbox>
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('ui.save')}
      </Button>
    </Form>
  )
}
