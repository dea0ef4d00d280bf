import {
  CopyOutlined,
  DeleteOutlined,
  MailOutlined,
  PhoneOutlined,
  PlusOutlined,
  StarFilled,
  StarOutlined,
} from '@ant-design/icons'
import { App, Button, Input, Tooltip } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, InputProps } from './field-face.ts'
import { TextFilterInput } from './TextField.tsx'

/** A phone number, e-mail address or WeChat id as a form writes it; the server adds the normal form. */
export interface Point {
  raw: string
  normalised?: string
  extension?: string | null
  label: string | null
  primary: boolean
}

function PointsInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<Point[]>) {
  const t = useText()
  const points = value && value.length > 0 ? value : [blank(true)]
  const change = (next: Point[]) => onChange(next.every(point => point.raw === '' && !point.label) ? null : next)
  const replace = (index: number, changed: Partial<Point>) =>
    change(points.map((point, at) => (at === index ? { ...point, ...changed } : point)))
  const kind = kindOf(field.type)
  return (
    <div className="field-points">
      {points.map((point, index) => (
        // Rows have no identity of their own before they are saved.
        <div className="field-point" key={index}>
          <Input
            id={index === 0 ? id : `${id}-${index}`}
            type={kind.input}
            inputMode={kind.input}
            autoComplete="off"
            value={point.raw}
            placeholder={t(kind.example)}
            {...(isInvalid ? { status: 'error' as const } : {})}
            autoFocus={autoFocus && index === 0}
            aria-label={index === 0 ? undefined : `${field.label} ${index + 1}`}
            aria-describedby={describedBy}
            onChange={event => replace(index, { raw: event.target.value })}
          />
          <Input
            className="field-point-label"
            value={point.label ?? ''}
            placeholder={t('fieldsUi.pointLabel')}
            aria-label={`${field.label} ${index + 1}: ${t('fieldsUi.pointLabel')}`}
            onChange={event => replace(index, { label: event.target.value || null })}
          />
          {points.length > 1 && (
            <>
              <Tooltip title={t('fieldsUi.makePrimary')}>
                <Button
                  type="text"
                  aria-label={t('fieldsUi.makePrimary')}
                  aria-pressed={point.primary}
                  icon={point.primary ? <StarFilled aria-hidden /> : <StarOutlined aria-hidden />}
                  onClick={() => change(points.map((one, at) => ({ ...one, primary: at === index })))}
                />
              </Tooltip>
              <Button
                type="text"
                aria-label={t('fieldsUi.removeRow', { number: index + 1 })}
                icon={<DeleteOutlined aria-hidden />}
                onClick={() => change(points.filter((_, at) => at !== index))}
              />
            </>
          )}
        </div>
      ))}
      <Button
        type="link"
        size="small"
        className="field-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...points, blank(false)])}
      >
        {t(kind.add)}
      </Button>
    </div>
  )
}

/** What differs between phones, e-mail addresses and WeChat ids. */
const kinds = {
  phones: { input: 'tel', example: 'fieldsUi.phoneExample', add: 'fieldsUi.addPhone' },
  emails: { input: 'email', example: 'fieldsUi.emailExample', add: 'fieldsUi.addEmail' },
  wechats: { input: 'text', example: 'fieldsUi.wechatExample', add: 'fieldsUi.addWechat' },
} as const
type PointKind = keyof typeof kinds
const kindOf = (type: string) => kinds[type as PointKind]

const blank = (primary: boolean): Point => ({ raw: '', label: null, primary })

function PointsCell({ field, value, room }: CellProps<Point[]>) {
  const sorted = [...value].sort((a, b) => Number(b.primary) - Number(a.primary))
  const first = sorted[0]
  if (!first) return null
  if (room === 'line') {
    return (
      <span className="field-text" title={sorted.map(point => point.raw).join('\n')}>
        <PointLink point={first} type={field.type} />
        {sorted.length > 1 && <small className="field-quiet"> +{sorted.length - 1}</small>}
      </span>
    )
  }
  return (
    <ul className="field-points-list">
      {sorted.map(point => (
        <li key={`${point.normalised ?? point.raw}${point.extension ?? ''}`}>
          <PointLink point={point} type={field.type} />
          {point.label && <small className="field-quiet">{point.label}</small>}
          <PointActions point={point} type={field.type} />
        </li>
      ))}
    </ul>
  )
}

/** What opens when one taps it; nothing does for a WeChat id, which is copied. */
function hrefOf(point: Point, type: string): string | null {
  if (type === 'wechats') return null
  return type === 'phones'
    ? `tel:${point.normalised ?? point.raw}${point.extension ? `;ext=${point.extension}` : ''}`
    : `mailto:${point.normalised ?? point.raw}`
}

function PointLink({ point, type }: { point: Point; type: string }) {
  const href = hrefOf(point, type)
  if (href === null) return <span>{point.raw}</span>
  return (
    <a href={href} className="tabular" onClick={event => event.stopPropagation()}>
      {point.raw}
    </a>
  )
}

function PointActions({ point, type }: { point: Point; type: string }) {
  const t = useText()
  const href = hrefOf(point, type)
  const isPhone = type === 'phones'
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(point.raw)
    void message.success(t('fieldsUi.copied', { text: point.raw }))
  }
  return (
    <span className="field-point-actions" onClick={event => event.stopPropagation()} role="presentation">
      <Button
        size="small"
        type="text"
        aria-label={t('fieldsUi.copy', { text: point.raw })}
        icon={<CopyOutlined aria-hidden />}
        onClick={() => void copy()}
      />
      {href && (
        <Button
          size="small"
          type="text"
          href={href}
          aria-label={isPhone ? t('fieldsUi.call', { text: point.raw }) : t('fieldsUi.mail', { text: point.raw })}
          icon={isPhone ? <PhoneOutlined aria-hidden /> : <MailOutlined aria-hidden />}
        />
      )}
    </span>
  )
}

/** Several phone numbers, e-mail addresses or WeChat ids, each with a label; one is the main one. */
export const contactPointsFace: FieldFace<Point[]> = {
  Input: PointsInput,
  Cell: PointsCell,
  FilterInput: TextFilterInput,
  words: value => value.map(point => point.raw).join('; '),
  width: 160,
  endsBy: 'button',
}
