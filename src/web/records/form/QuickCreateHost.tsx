import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback, useState } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import { QuickCreateContext, type QuickCreateRequest } from '#web/fields/quick-create.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { CreateForm } from './CreateForm.tsx'
import styles from './form.module.css'

/** Gives everything inside a way to make a record without leaving the page; one form may open another over it. */
export function QuickCreateHost({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<(QuickCreateRequest & { key: number })[]>([])
  const ask = useCallback(
    (request: QuickCreateRequest) => setAsked(before => [...before, { ...request, key: (before.at(-1)?.key ?? 0) + 1 }]),
    [],
  )
  const close = (key: number) => setAsked(before => before.filter(one => one.key !== key))
  return (
    <QuickCreateContext value={ask}>
      {children}
      {asked.map(request => (
        <QuickCreateSheet key={request.key} request={request} onClose={() => close(request.key)} />
      ))}
    </QuickCreateContext>
  )
}

function QuickCreateSheet({ request, onClose }: { request: QuickCreateRequest; onClose: () => void }) {
  const t = useText()
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
      title={t('records.form.new', { object: object.label })}
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
