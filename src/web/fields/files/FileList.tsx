import {
  DeleteOutlined,
  FileExcelOutlined,
  FileOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileZipOutlined,
} from '@ant-design/icons'
import { Button, Image } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLocale, useText } from '#web/ui/index.ts'
import { contentUrl, type FileValue } from './send-file.ts'

/** Files as a list: pictures small, opening in a viewer; others with name and size, as downloads. */
export function FileList<F extends FileValue>({
  files,
  more,
  onRemove,
  mayRemove = () => true,
}: {
  files: readonly F[]
  /** What stands below a file's name. */
  more?: (file: F) => ReactNode
  onRemove?: (file: F) => void
  mayRemove?: (file: F) => boolean
}) {
  const t = useText()
  const locale = useLocale()
  const [shown, setShown] = useState<number | null>(null)
  const pictures = files.filter(isPicture)
  if (files.length === 0) return null
  return (
    <>
      <ul className="field-file-list">
        {files.map(file => (
          <li key={file.id}>
            {isPicture(file) ? (
              <button
                type="button"
                className="field-file-picture"
                aria-label={t('fieldsUi.files.show', { name: file.title })}
                onClick={() => setShown(pictures.indexOf(file))}
              >
                <img src={contentUrl(file.id, true)} alt="" loading="lazy" />
              </button>
            ) : (
              <span className="field-file-icon">{iconOf(file)}</span>
            )}
            <span className="field-file-words">
              <a className="field-text" href={contentUrl(file.id)} download={file.title} title={file.title}>
                {file.title || t('fieldsUi.files.gone')}
              </a>
              <small className="field-quiet">
                {sizeWords(file.size, locale)}
                {more?.(file)}
              </small>
            </span>
            {onRemove && mayRemove(file) && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('fieldsUi.files.remove', { name: file.title })}
                onClick={() => onRemove(file)}
              />
            )}
          </li>
        ))}
      </ul>
      {pictures.length > 0 && (
        <Image.PreviewGroup
          items={pictures.map(file => ({ src: contentUrl(file.id, true), alt: file.title }))}
          preview={{
            open: shown !== null,
            current: shown ?? 0,
            onChange: setShown,
            onOpenChange: open => {
              if (!open) setShown(null)
            },
          }}
        />
      )}
    </>
  )
}

/** Whether the browser shows it by itself. */
export const isPicture = (file: FileValue): boolean => /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type)

/** 1.2 MB, as people read sizes. */
export function sizeWords(bytes: number, locale: 'zh' | 'en'): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), 3)
  return new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1024 ** step)
}

function iconOf({ type, title }: FileValue): ReactNode {
  if (type === 'application/pdf') return <FilePdfOutlined aria-hidden />
  if (/spreadsheet|excel/.test(type) || /\.(xlsx?|csv|et)$/i.test(title)) return <FileExcelOutlined aria-hidden />
  if (/word/.test(type) || /\.(docx?|wps)$/i.test(title)) return <FileWordOutlined aria-hidden />
  if (/zip|compressed|rar|tar/.test(type)) return <FileZipOutlined aria-hidden />
  return type.startsWith('text/') ? <FileTextOutlined aria-hidden /> : <FileOutlined aria-hidden />
}
