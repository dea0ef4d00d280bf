import { ArrowDownOutlined, ArrowUpOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useLocale, useText } from '#web/ui/index.ts'
import type { LayoutField } from '#platform/overlay/layout-description.ts'
import styles from './fields.module.css'

/** A field in the list of its section: what it is called, of which type, and what is special of it. */
export function FieldsRow({
  field,
  onOpen,
  onUp,
  onDown,
}: {
  field: LayoutField
  onOpen: () => void
  onUp?: () => void
  onDown?: () => void
}) {
  const t = useText()
  const label = useFieldLabel()(field)
  return (
    <li className={styles.row} data-field={field.name} data-faint={field.isHidden || field.isRetired}>
      <span className={styles.name}>
        {label}
        {field.isRequired ? (
          <abbr className={styles.star} title={t('settings.fields.required')}>
            *
          </abbr>
        ) : null}
      </span>
      <span className={styles.type}>{t(`settings.fields.types.${field.type}`)}</span>
      <span className={styles.marks}>
        {field.isCustom ? <Tag>{t('settings.fields.own')}</Tag> : null}
        {field.isQuick ? <Tag>{t('settings.fields.in_quick')}</Tag> : null}
        {field.isHidden ? <Tag>{t('settings.fields.hidden')}</Tag> : null}
        {field.isFast ? (
          <Tag color={field.index === 'failed' ? 'error' : field.index === 'ready' ? 'success' : 'processing'}>
            {t(`settings.fields.index.${field.index}`)}
          </Tag>
        ) : null}
      </span>
      <span className={styles.tools}>
        {field.isRetired ? null : (
          <>
            <Button
              type="text"
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={t('settings.fields.up', { field: label })}
              disabled={!onUp}
              onClick={onUp}
            />
            <Button
              type="text"
              icon={<ArrowDownOutlined aria-hidden />}
              aria-label={t('settings.fields.down', { field: label })}
              disabled={!onDown}
              onClick={onDown}
            />
          </>
        )}
        <Button
          type="text"
          icon={<EditOutlined aria-hidden />}
          aria-label={t('settings.fields.edit', { field: label })}
          onClick={onOpen}
        />
      </span>
    </li>
  )
}

/** What a field is called in the language of the page. */
export function useFieldLabel(): (field: LayoutField) => string {
  const locale = useLocale()
  return ({ name, labelZh, labelEn, declaredZh, declaredEn }) =>
    (locale === 'zh' ? (labelZh ?? labelEn ?? declaredZh) : (labelEn ?? labelZh ?? declaredEn)) ?? name
}
