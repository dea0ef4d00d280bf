import { PaperClipOutlined } from '@ant-design/icons'
import { useRef } from 'react'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, InputProps } from './field-face.ts'
import { FileDrop } from './files/FileDrop.tsx'
import { FileList, isPicture } from './files/FileList.tsx'
import { contentUrl, type FileValue } from './files/send-file.ts'
import { noteUnderWay } from './files/under-way.ts'
import { TextFilterInput } from './TextField.tsx'

function FilesInput({ id, field, value, onChange, isInvalid, describedBy }: InputProps<FileValue[]>) {
  // Several files arrive while the form shows what it was before them.
  const now = useRef<FileValue[]>([])
  now.current = value ?? []
  const change = (next: FileValue[]) => {
    now.current = next
    onChange(next.length > 0 ? next : null)
  }
  return (
    <FileDrop
      id={id}
      describedBy={describedBy}
      isInvalid={isInvalid === true}
      picturesOnly={field.type === 'images'}
      onArrived={file => change([...now.current, file])}
      onWay={noteUnderWay}
    >
      <FileList files={value ?? []} onRemove={file => change(now.current.filter(one => one.id !== file.id))} />
    </FileDrop>
  )
}

function FilesCell({ value, room }: CellProps<FileValue[]>) {
  const t = useText()
  if (room === 'page') return <FileList files={value} />
  const names = value.map(file => file.title).join(t('records.and'))
  const pictures = value.filter(isPicture)
  return (
    <span className="field-files-line" title={names}>
      {pictures.length === value.length ? (
        pictures
          .slice(0, 4)
          .map(file => <img key={file.id} src={contentUrl(file.id, true)} alt={file.title} loading="lazy" />)
      ) : (
        <>
          <PaperClipOutlined aria-hidden />
          <span className="field-text">{names}</span>
        </>
      )}
      {value.length > 4 && pictures.length === value.length && (
        <small className="field-quiet">+{value.length - 4}</small>
      )}
    </span>
  )
}

/** Files, or pictures only: uploaded at once, the record's when it is saved. */
export const filesFace: FieldFace<FileValue[]> = {
  Input: FilesInput,
  Cell: FilesCell,
  FilterInput: TextFilterInput,
  words: (value, _field, { t }) => value.map(file => file.title).join(t('records.and')),
  width: 160,
  endsBy: 'button',
}
