import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import settings from '#web/settings/settings.module.css'
import { PageHeader, useText } from '#web/ui/index.ts'
import { EscalationForm } from './EscalationForm.tsx'
import styles from './assigning.module.css'
import { RuleList } from './RuleList.tsx'
import { TrialRun } from './TrialRun.tsx'

const tabs = ['rules', 'trial', 'overdue'] as const

/** Who gets leads: the rules in their order, a trial on past leads, and what becomes of those that nobody fits or follows up. */
export default function AssignmentRulesPage() {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const parts = { rules: <RuleList />, trial: <TrialRun />, overdue: <EscalationForm /> }
  return (
    <>
      <PageHeader title={t('assigning.title')}>
        <p className={settings.intro}>{t('assigning.text')}</p>
      </PageHeader>
      <div className={styles.page}>
        <Tabs
          activeKey={tabs.find(tab => tab === view) ?? 'rules'}
          onChange={tab =>
            void navigate({ to: '/p/$page', params: { page: 'assignment-rules' }, search: { view: tab } })
          }
          items={tabs.map(tab => ({
            key: tab,
            label: t(`assigning.tabs.${tab}`),
            children: <div className={styles.tab}>{parts[tab]}</div>,
          }))}
        />
      </div>
    </>
  )
}
