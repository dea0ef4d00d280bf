import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { hasRight, type ObjectDescription, useObject } from '#web/api/index.ts'
import { useNoun } from '#web/fields/noun-words.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { useTrail, useTrailTo } from '#web/shell/trail.ts'
import { PageHeader, usePhone, useText, useToast } from '#web/ui/index.ts'
import { CreateForm } from './form/CreateForm.tsx'
import styles from './form/form.module.css'

/** A new record on a page of its own, with all its fields; `?values=` begins it. */
export function NewPage() {
  const { path } = useParams({ from: '/signedIn/o/$path/new' })
  const object = useObject(path)
  if (!object || object.lineOf || !hasRight(object, 'create')) return <NotFoundPage />
  return <NewRecord key={object.name} object={object} />
}

function NewRecord({ object }: { object: ObjectDescription }) {
  const t = useText()
  const noun = useNoun()
  const toast = useToast()
  const phone = usePhone()
  const navigate = useNavigate()
  const router = useRouter()
  const { values } = useSearch({ from: '/signedIn/o/$path/new' })
  const heading = t('records.form.new', { object: noun(object.label) })
  useTrail([...useTrailTo(object), { label: object.labelPlural, to: `/o/${object.path}` }, { label: heading }])
  return (
    <>
      {phone ? <h1 className="for-readers-only">{heading}</h1> : <PageHeader title={heading} />}
      <div className={styles.page}>
        <CreateForm
          object={object}
          given={values}
          isWhole
          onCancel={() => {
            if (router.history.canGoBack()) router.history.back()
            else void navigate({ to: '/o/$path', params: { path: object.path } })
          }}
          foot={buttons => <div className={styles.foot}>{buttons}</div>}
          onMade={(record, goesOn) => {
            toast.say(t('records.form.made', { title: titleOf(object, record) }))
            if (!goesOn)
              void navigate({ to: '/o/$path/$id', params: { path: object.path, id: record.id }, replace: true })
          }}
        />
      </div>
    </>
  )
}
