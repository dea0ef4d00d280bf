import { InboxOutlined } from '@ant-design/icons'
import { Navigate } from '@tanstack/react-router'
import { useCatalog } from '#web/api/index.ts'
import { EmptyState, useText } from '#web/ui/index.ts'
import { useTrail } from './trail.ts'

/** Where a day begins: the board of the first noun that has one, else its first list; for somebody without any right, that in words. */
export function StartPage() {
  const t = useText()
  const shown = useCatalog().filter(object => object.navigation && object.navigation.group !== 'settings')
  useTrail([])
  const first = shown.find(object => object.board) ?? shown[0]
  if (first)
    return (
      <Navigate to="/o/$path" params={{ path: first.path }} search={first.board ? { kind: 'board' } : {}} replace />
    )
  return (
    <EmptyState
      icon={<InboxOutlined aria-hidden />}
      title={t('shell.nothing_allowed.title')}
      text={t('shell.nothing_allowed.text')}
    />
  )
}
