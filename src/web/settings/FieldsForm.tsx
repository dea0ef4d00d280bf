import { Link } from '@tanstack/react-router'
import { Checkbox, Form, type FormInstance, Input, InputNumber, Select } from 'antd'
import { useCatalog } from '#web/api/index.ts'
import type { FieldDescription } from '#platform/objects/description.ts'
import { faceOf } from '#web/fields/index.ts'
import { useLocale, useText } from '#web/ui/index.ts'
import type { FieldValues } from './field-values.ts'
import type { Layout, LayoutField } from '#platform/overlay/layout-description.ts'
import styles from './fields.module.css'

/** The form of a field; of a standard one only what a company may say of it. */
export function FieldsForm({
  form,
  layout,
  field,
  start,
  onSave,
}: {
  form: FormInstance<FieldValues>
  layout: Layout
  field: LayoutField | undefined
  start: FieldValues
  onSave: (values: FieldValues) => Promise<void>
}) {
  const t = useText()
  const locale = useLocale()
  const chosen = Form.useWatch('type', form) ?? start.type
  const type = layout.types.find(one => one.type === (field?.type ?? chosen))
  const isOwn = field === undefined || field.isCustom
  return (
    <Form<FieldValues>
      form={form}
      layout="vertical"
      autoComplete="off"
      initialValues={start}
      onFinish={values => void onSave(values)}
    >
      {field ? (
        <p className={styles.told}>
          {t(`settings.fields.types.${field.type}`)}
          {field.isCustom ? ` · ${t('settings.fields.same_type')}` : ''}
        </p>
      ) : (
        <Form.Item name="type" label={t('settings.fields.type')} extra={t('settings.fields.type_hint')}>
          <Select
            options={layout.types.map(one => ({ value: one.type, label: t(`settings.fields.types.${one.type}`) }))}
          />
        </Form.Item>
      )}
      <div className={styles.pair}>
        <Form.Item name="labelZh" label={t('settings.fields.label_zh')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="labelEn" label={t('settings.fields.label_en')}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      {!field && type?.hasOptions ? (
        <Form.Item name="options" label={t('settings.fields.options')} extra={t('settings.fields.options_hint')}>
          <Input.TextArea rows={4} />
        </Form.Item>
      ) : null}
      {field?.isCustom && type?.hasOptions ? (
        <p>
          <Link to="/settings/options" search={{ field: `${layout.object}.${field.name}` }}>
            {t('settings.fields.to_options')}
          </Link>
        </p>
      ) : null}
      {!field && chosen === 'reference' ? <NounItem /> : null}
      {isOwn && type ? <Limits traits={type.traits} /> : null}
      {isOwn && type?.traits.includes('default') && (field || !type.hasOptions) ? (
        <DefaultItem key={type.type} type={type.type} layout={layout} field={field} />
      ) : null}
      <div className={styles.pair}>
        <Form.Item name="hintZh" label={t('settings.fields.hint_zh')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="hintEn" label={t('settings.fields.hint_en')}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
      {field?.isRetired ? null : (
        <Form.Item name="section" label={t('settings.fields.section')}>
          <Select
            options={layout.sections.map(section => ({
              value: section.name,
              label: locale === 'zh' ? section.labelZh : section.labelEn,
            }))}
          />
        </Form.Item>
      )}
      <Switches field={field} canBeFast={isOwn && type?.canBeFast} canBeSearched={isOwn && type?.canBeSearched} />
    </Form>
  )
}

function Switches({
  field,
  canBeFast = false,
  canBeSearched = false,
}: {
  field: LayoutField | undefined
  canBeFast: boolean | undefined
  canBeSearched: boolean | undefined
}) {
  const t = useText()
  const isNeeded = field?.isNeeded ?? false
  const isAsked = field?.isAsked ?? true
  const one = (name: keyof FieldValues, isOffered: boolean, hint?: string) =>
    isOffered ? (
      <Form.Item name={name} valuePropName="checked" className={styles.check} {...(hint ? { extra: hint } : {})}>
        <Checkbox>{t(`settings.fields.switch.${name}`)}</Checkbox>
      </Form.Item>
    ) : null
  return (
    <>
      {one('isRequired', isAsked && !isNeeded)}
      {one('isQuick', isAsked)}
      {one('isHidden', !isNeeded, t('settings.fields.hidden_hint'))}
      {one('isSearched', canBeSearched)}
      {one('isFast', canBeFast, t('settings.fields.fast_hint'))}
      {isNeeded ? <p className={styles.told}>{t('settings.fields.needed')}</p> : null}
    </>
  )
}

function Limits({ traits }: { traits: readonly string[] }) {
  const t = useText()
  const limits = (['decimals', 'min', 'max'] as const).filter(name => traits.includes(name))
  if (limits.length === 0) return null
  return (
    <div className={styles.limits}>
      {limits.map(name => (
        <Form.Item
          key={name}
          name={['traits', name]}
          label={t(name === 'max' && !traits.includes('min') ? 'settings.fields.length' : `settings.fields.${name}`)}
        >
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
      ))}
    </div>
  )
}

function NounItem() {
  const t = useText()
  const nouns = useCatalog().filter(object => !object.lineOf)
  return (
    <Form.Item name={['traits', 'object']} label={t('settings.fields.refers_to')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={nouns.map(({ name, label }) => ({ value: name, label }))}
      />
    </Form.Item>
  )
}

/** The default is typed as the field itself will be. */
function DefaultItem({ type, layout, field }: { type: string; layout: Layout; field: LayoutField | undefined }) {
  const t = useText()
  const known = useCatalog()
    .find(object => object.name === layout.object)
    ?.fields.find(one => one.name === field?.name)
  const described: FieldDescription = {
    ...known,
    type,
    name: 'default',
    label: t('settings.fields.default'),
    required: false,
    operators: [],
    isSortable: false,
    isEditable: true,
    isAskedWhenNew: true,
    ...(type === 'money' ? { currency: 'base' } : {}),
  }
  return (
    <Form.Item
      name={['traits', 'default']}
      label={t('settings.fields.default')}
      htmlFor="field-default"
      extra={t('settings.fields.default_hint')}
    >
      <DefaultInput field={described} object={layout.object} />
    </Form.Item>
  )
}

/** `value` and `onChange` come from the form. */
function DefaultInput({
  field,
  object,
  value,
  onChange,
}: {
  field: FieldDescription
  object: string
  value?: unknown
  onChange?: (value: unknown) => void
}) {
  const { Input: FieldInput } = faceOf(field.type)
  return (
    <FieldInput
      id="field-default"
      field={field}
      object={object}
      value={value ?? null}
      values={{}}
      onChange={next => onChange?.(next)}
    />
  )
}
