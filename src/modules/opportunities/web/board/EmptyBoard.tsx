import { Link } from '@tanstack/react-router'
import { EmptyState, useText } from '#web/ui/index.ts'

/** A board without cards: what to do about it. */
export function EmptyBoard({ isFiltered }: { isFiltered: boolean }) {
  const t = useText()
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
      <Link to="/import" search={{ object: 'opportunity' }}>
        {t('board.emptyBoard.import')}
      </Link>
    </EmptyState>
  )
}
