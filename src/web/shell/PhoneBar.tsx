import { BankOutlined, HomeOutlined, PlusOutlined, RiseOutlined, UserOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useObjectNamed } from '#web/api/index.ts'
import { Sheet } from '#web/ui/Sheet.tsx'
import { useText } from '#web/ui/text.ts'
import { NavigationIcon } from './NavigationIcon.tsx'
import { useMakeable } from './NewMenu.tsx'
import styles from './phone-bar.module.css'
import { makeNew } from './QuickCreate.tsx'

const PhoneMenu = lazy(() => import('./PhoneMenu.tsx').then(menu => ({ default: menu.PhoneMenu })))

/** The bar at the foot of a phone: 工作台 · 客户 · ＋ · 商机 · 我的. */
export function PhoneBar() {
  const t = useText()
  const customer = useObjectNamed('customer')
  const opportunity = useObjectNamed('opportunity')
  const [making, setMaking] = useState(false)
  const [menu, setMenu] = useState<'never' | 'open' | 'closed'>('never')
  const makeable = useMakeable()
  // Settings are reached by 我的, and belong there.
  const isMine = useLocation({ select: ({ pathname }) => /^\/settings(\/|$)/.test(pathname) })
  return (
    <>
      <nav className={styles.bar} aria-label={t('shell.navigation')}>
        <Tab to="/" icon={<HomeOutlined aria-hidden />} label={t('shell.home')} />
        {customer ? (
          <Tab to={`/o/${customer.path}`} icon={<BankOutlined aria-hidden />} label={customer.labelPlural} />
        ) : null}
        {makeable.length > 0 ? (
          <button type="button" className={styles.make} aria-label={t('shell.new')} onClick={() => setMaking(true)}>
            <PlusOutlined aria-hidden />
          </button>
        ) : null}
        {opportunity ? (
          <Tab to={`/o/${opportunity.path}`} icon={<RiseOutlined aria-hidden />} label={opportunity.labelPlural} />
        ) : null}
        <button
          type="button"
          className={styles.tab}
          {...(isMine ? { 'data-active': true } : {})}
          onClick={() => setMenu('open')}
        >
          <UserOutlined aria-hidden />
          <span>{t('shell.mine')}</span>
        </button>
      </nav>
      <MakeSheet open={making} onClose={() => setMaking(false)} />
      <Suspense fallback={null}>
        {menu === 'never' ? null : <PhoneMenu open={menu === 'open'} onClose={() => setMenu('closed')} />}
      </Suspense>
    </>
  )
}

function Tab({ to, icon, label }: { to: string; icon: ReactNode; label: string }) {
  return (
    <Link
      to={to}
      className={styles.tab}
      activeProps={{ 'data-active': true }}
      activeOptions={{ includeSearch: false, exact: to === '/' }}
    >
      {icon}
      <span>{label}</span>
    </Link>
  )
}

function MakeSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText()
  const makeable = useMakeable()
  return (
    <Sheet open={open} onClose={onClose} title={t('shell.new')} height="auto">
      <div className={styles.choices}>
        {makeable.map(object => (
          <button
            key={object.path}
            type="button"
            className={styles.choice}
            onClick={() => {
              onClose()
              makeNew(object.name)
            }}
          >
            <NavigationIcon name={object.navigation?.icon ?? ''} />
            {object.label}
          </button>
        ))}
      </div>
    </Sheet>
  )
}
