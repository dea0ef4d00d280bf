import { CameraOutlined, CloseOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react'
import { usePhone, useText } from '#web/ui/index.ts'
import type { FileValue } from './send-file.ts'
import { useUploads } from './use-uploads.ts'

/** A place where files are let go, pasted, chosen, or taken with the phone's camera; `children` are those already there. */
export function FileDrop({
  id,
  describedBy,
  isInvalid = false,
  picturesOnly = false,
  onArrived,
  onWay,
  children,
}: {
  id?: string
  describedBy?: string | undefined
  isInvalid?: boolean
  picturesOnly?: boolean
  onArrived: (file: FileValue) => void
  /** Told of each file as it is sent. */
  onWay?: (way: Promise<boolean>) => void
  children?: ReactNode
}) {
  const t = useText()
  const phone = usePhone()
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const { uploads, send, drop } = useUploads(onArrived, onWay)
  const take = (files: FileList | null) => {
    if (files) send(files)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    take(event.clipboardData.files)
  }
  const input = (place: typeof chooser, isCamera: boolean) => (
    <input
      ref={place}
      type="file"
      hidden
      multiple={!isCamera}
      {...(isCamera || picturesOnly ? { accept: 'image/*' } : {})}
      {...(isCamera ? { capture: 'environment' as const } : {})}
      onChange={event => {
        take(event.target.files)
        // The same file may be chosen again.
        event.target.value = ''
      }}
    />
  )
  return (
    <div
      className="field-files"
      data-over={isOver}
      data-invalid={isInvalid}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      {children}
      <div role="status">
        {uploads.map(one => (
          <div key={one.key} className="field-file-way">
            <span className="field-text">{one.name}</span>
            {one.error ? (
              <span className="field-error">{one.error}</span>
            ) : (
              <Progress percent={one.percent} size="small" aria-label={one.name} />
            )}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('fieldsUi.files.giveUp', { name: one.name })}
              onClick={() => drop(one.key)}
            />
          </div>
        ))}
      </div>
      <div className="field-files-foot">
        <Button
          {...(id ? { id } : {})}
          size="small"
          icon={<UploadOutlined aria-hidden />}
          aria-describedby={describedBy}
          onClick={() => chooser.current?.click()}
        >
          {picturesOnly ? t('fieldsUi.files.choosePictures') : t('fieldsUi.files.choose')}
        </Button>
        {phone ? (
          <Button size="small" icon={<CameraOutlined aria-hidden />} onClick={() => camera.current?.click()}>
            {t('fieldsUi.files.camera')}
          </Button>
        ) : (
          <span className="field-quiet">{t('fieldsUi.files.dropHint')}</span>
        )}
      </div>
      {input(chooser, false)}
      {phone && input(camera, true)}
    </div>
  )
}
