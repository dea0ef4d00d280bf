import { CompassOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { EmptyState, useText } from '#web/ui/index.ts'
import { useTrail } from './trail.ts'

/** No such page, or one that this person may not see: the two look the same. */
export function NotFoundPage() {
  const t = useText()
  useTrail([{ label: t('shell.not_found.title') }])
  return (
    <EmptyState
      icon={<CompassOutlined aria-hidden />}
      title={<h1>{t('shell.not_found.title')}</h1>}
      text={t('shell.not_found.text')}
    >
      <Link to="/">{t('shell.not_found.home')}</Link>
    </EmptyState>
  )
}
