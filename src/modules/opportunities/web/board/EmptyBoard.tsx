import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { EmptyState, useText } from '#web/ui/index.ts'

/** A board without cards: what to do about it. */
export function EmptyBoard({ isFiltered, pipeline }: { isFiltered: boolean; pipeline: { id: string; title: string } }) {
  const t = useText()
  const quickCreate = useQuickCreate()
  if (isFiltered) {
    return (
      <EmptyState title={t('board.emptyBoard.filtered')}>
        <Link from="/o/$path" to="." search={({ filter: _filter, view: _view, q: _q, ...rest }) => rest}>
          {t('board.emptyBoard.clear')}
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('board.emptyBoard.title')} text={t('board.emptyBoard.text')}>
      {quickCreate ? (
        <Button type="primary" onClick={() => quickCreate({ object: 'opportunity', values: { pipeline } })}>
          {t('board.quick.open')}
        </Button>
      ) : null}
      <Link to="/import" search={{ object: 'opportunity' }}>
        {t('board.emptyBoard.import')}
      </Link>
    </EmptyState>
  )
}
