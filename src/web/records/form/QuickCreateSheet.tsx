import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import type { QuickCreateRequest } from '#web/fields/quick-create.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { CreateForm } from './CreateForm.tsx'
import styles from './form.module.css'

/** The quick form beside the page. Without somebody who waits for the record, its page opens. */
export default function QuickCreateSheet({ request, onClose }: { request: QuickCreateRequest; onClose: () => void }) {
  const t = useText()
  const noun = useNoun()
  const toast = useToast()
  const navigate = useNavigate()
  const object = useObjectNamed(request.object)
  const [isOpen, setOpen] = useState(true)
  if (!object) return null
  return (
    <Sheet
      open={isOpen}
      onClose={() => setOpen(false)}
      afterClose={onClose}
      title={t('records.form.new', { object: noun(object.label) })}
    >
      <CreateForm
        object={object}
        given={request.values}
        isWhole={false}
        onCancel={() => setOpen(false)}
        foot={buttons => <div className={styles.foot}>{buttons}</div>}
        onMade={(record, goesOn) => {
          const title = titleOf(object, record)
          toast.say(t('records.form.made', { title }))
          request.onCreated?.({ id: record.id, title })
          if (goesOn) return
          setOpen(false)
          if (!request.onCreated) void navigate({ to: '/o/$path/$id', params: { path: object.path, id: record.id } })
        }}
      />
    </Sheet>
  )
}
