import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { isProblem, useSaveRecord } from '#web/api/index.ts'
import { Sheet, useProblemText, useText } from '#web/ui/index.ts'
import { type Branch, idsIn } from './branches.ts'
import styles from './category-tree.module.css'

/** What a category is called and below which it stands: what dragging does, for the keyboard and the thumb. */
export function CategorySheet({
  branch,
  rows,
  onClose,
}: {
  branch: Branch
  rows: readonly { branch: Branch; depth: number }[]
  onClose: () => void
}) {
  const t = useText()
  const id = useId()
  const words = useProblemText()
  const { mutateAsync: save, isPending } = useSaveRecord('product-categories')
  const [name, setName] = useState(branch.name)
  const [parent, setParent] = useState(branch.parent ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  // Nothing stands below itself.
  const own = new Set(idsIn(branch))
  const send = async () => {
    setWrong(null)
    try {
      await save({
        id: branch.id,
        version: branch.version,
        values: { name, parent: parent === '' ? null : { id: parent, title: '' } },
      })
      onClose()
    } catch (problem) {
      setWrong((isProblem(problem) && problem.fields[0]?.message) || words(problem))
    }
  }
  return (
    <Sheet open title={t('products.tree.change', { name: branch.name })} onClose={onClose} height="auto">
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <label htmlFor={`${id}-name`}>
          {t('products.tree.name')}
          <Input
            id={`${id}-name`}
            value={name}
            maxLength={100}
            required
            onChange={event => setName(event.target.value)}
          />
        </label>
        <label htmlFor={`${id}-parent`}>
          {t('products.tree.parent')}
          <Select
            id={`${id}-parent`}
            value={parent}
            showSearch={{ optionFilterProp: 'title' }}
            options={[
              { value: '', label: t('products.tree.top'), title: t('products.tree.top') },
              ...rows
                .filter(row => !own.has(row.branch.id))
                .map(row => ({
                  value: row.branch.id,
                  label: `${'　'.repeat(row.depth)}${row.branch.name}`,
                  title: row.branch.name,
                })),
            ]}
            onChange={setParent}
          />
        </label>
        {wrong && (
          <div className="field-error" role="alert">
            {wrong}
          </div>
        )}
        <Button type="primary" htmlType="submit" loading={isPending} disabled={name.trim() === ''}>
          {t('records.form.save')}
        </Button>
      </form>
    </Sheet>
  )
}
