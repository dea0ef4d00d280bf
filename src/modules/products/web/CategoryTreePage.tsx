import { DeleteOutlined, EditOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type DragEvent, useState } from 'react'
import {
  api,
  hasRight,
  type ObjectDescription,
  queryClient,
  useObjectNamed,
  useRemoveRecord,
  useSaveRecord,
} from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type Branch, branchesOf, type Category, idsIn, inARow } from './branches.ts'
import styles from './category-tree.module.css'
import { CategorySheet } from './CategorySheet.tsx'

const key = ['records', 'product-categories', 'tree']
const dragged = 'application/x-category'

/** The catalogue's branches: a click shows the products of a branch; a branch is moved by dragging it onto another, or by its sheet. */
export default function CategoryTreePage() {
  const t = useText()
  const noun = useObjectNamed('productCategory')
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ categories: Category[] }>('/product-categories/tree', { signal }),
  })
  const quickCreate = useQuickCreate()
  const mayCreate = noun !== undefined && hasRight(noun, 'create')
  const add = (parent?: Branch) =>
    quickCreate?.({
      object: 'productCategory',
      values: parent ? { parent: { id: parent.id, title: parent.name } } : {},
      onCreated: () => void queryClient.invalidateQueries({ queryKey: key }),
    })
  return (
    <>
      <PageHeader
        title={t('products.tree.title')}
        {...(mayCreate
          ? {
              actions: (
                <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => add()}>
                  {t('products.tree.add')}
                </Button>
              ),
            }
          : {})}
      />
      <div className={styles.page}>
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data ? (
          query.data.categories.length === 0 ? (
            <EmptyState title={t('products.tree.empty')} text={t('products.tree.emptyText')} />
          ) : (
            noun && <Tree categories={query.data.categories} noun={noun} onAdd={add} />
          )
        ) : query.error ? null : (
          <Skeletons shape="list" />
        )}
      </div>
    </>
  )
}

function Tree({
  categories,
  noun,
  onAdd,
}: {
  categories: readonly Category[]
  noun: ObjectDescription
  onAdd: (parent: Branch) => void
}) {
  const t = useText()
  const toast = useToast()
  const { mutateAsync: save } = useSaveRecord('product-categories')
  const { mutateAsync: remove } = useRemoveRecord('product-categories')
  const [changed, setChanged] = useState<Branch | null>(null)
  const rows = inARow(branchesOf(categories))
  const [mayWrite, mayAdd, mayRemove] = ['update', 'create', 'remove'].map(right => hasRight(noun, right))
  const move = async (id: string, parent: Branch | null) => {
    const moved = rows.find(({ branch }) => branch.id === id)?.branch
    if (!moved || moved.parent === (parent?.id ?? null) || (parent && idsIn(moved).includes(parent.id))) return
    try {
      await save({ id, version: moved.version, values: { parent: parent && { id: parent.id, title: parent.name } } })
    } catch (error) {
      toast.fail(error)
    }
  }
  const takeAway = async (branch: Branch) => {
    try {
      await remove(branch.id)
      toast.say(t('products.tree.removed', { name: branch.name }))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <>
      <p className={styles.about}>{t(mayWrite ? 'products.tree.about' : 'products.tree.aboutRead')}</p>
      <ul className={styles.tree}>
        {rows.map(({ branch, depth }) => (
          <li
            key={branch.id}
            style={{ '--depth': depth } as React.CSSProperties}
            aria-label={depth > 0 ? t('products.tree.at', { name: branch.name, level: depth + 1 }) : branch.name}
            {...(mayWrite ? dropping(id => void move(id, branch)) : {})}
          >
            {mayWrite && (
              <span
                className={styles.holder}
                draggable
                title={t('products.tree.drag')}
                onDragStart={event => event.dataTransfer.setData(dragged, branch.id)}
              >
                <HolderOutlined aria-hidden />
              </span>
            )}
            <Link
              className={styles.name}
              to="/o/$path"
              params={{ path: 'products' }}
              search={{ view: 'all', filter: { field: 'category', op: 'in', value: idsIn(branch) } }}
            >
              {branch.name}
            </Link>
            <span className={styles.count}>{t('products.tree.products', { count: branch.all })}</span>
            <span className={styles.buttons}>
              {mayAdd && (
                <Button
                  size="small"
                  type="text"
                  icon={<PlusOutlined aria-hidden />}
                  aria-label={t('products.tree.addBelow', { name: branch.name })}
                  onClick={() => onAdd(branch)}
                />
              )}
              {mayWrite && (
                <Button
                  size="small"
                  type="text"
                  icon={<EditOutlined aria-hidden />}
                  aria-label={t('products.tree.change', { name: branch.name })}
                  onClick={() => setChanged(branch)}
                />
              )}
              {mayRemove && branch.all === 0 && branch.below.length === 0 && (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('products.tree.remove', { name: branch.name })}
                  onClick={() => void takeAway(branch)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <div className={styles.top} {...dropping(id => void move(id, null))}>
          {t('products.tree.dropTop')}
        </div>
      )}
      {changed && <CategorySheet branch={changed} rows={rows} onClose={() => setChanged(null)} />}
    </>
  )
}

/** Takes categories that are let go over it. */
const dropping = (onTake: (id: string) => void) => ({
  onDragOver: (event: DragEvent<HTMLElement>) => {
    if (!event.dataTransfer.types.includes(dragged)) return
    event.preventDefault()
    event.currentTarget.dataset.over = 'true'
  },
  onDragLeave: (event: DragEvent<HTMLElement>) => delete event.currentTarget.dataset.over,
  onDrop: (event: DragEvent<HTMLElement>) => {
    delete event.currentTarget.dataset.over
    if (!event.dataTransfer.types.includes(dragged)) return
    event.preventDefault()
    onTake(event.dataTransfer.getData(dragged))
  },
})
