import { usePermission } from '#web/api/index.ts'
import { DataRulesForm } from '#web/consent/DataRulesForm.tsx'
import { useTrail } from '#web/shell/trail.ts'
import { SettingsSection } from '#web/settings/SettingsSection.tsx'
import styles from '#web/settings/settings.module.css'
import { ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { FactorRuleForm } from './FactorRuleForm.tsx'
import { KeyList } from './KeyList.tsx'
import { LifetimeForm } from './LifetimeForm.tsx'
import { MailForm } from './MailForm.tsx'
import { usePolicy } from './policy-requests.ts'
import { WatermarkForm } from './WatermarkForm.tsx'

/** How people come in and for how long. */
export function SecurityPage() {
  const t = useText()
  const policy = usePolicy()
  const mayRevoke = usePermission('key.revoke') === 'all'
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('accounts.security.title') }])
  return (
    <>
      <PageHeader title={t('accounts.security.title')} />
      <div className={styles.body}>
        <p className={styles.intro}>{t('accounts.security.text')}</p>
        {policy.error ? <ErrorState error={policy.error} onRetry={() => void policy.refetch()} /> : null}
        {policy.isPending ? <Skeletons shape="form" /> : null}
        {policy.data ? (
          <SettingsSection title={t('accounts.lifetime.title')} text={t('accounts.lifetime.text')}>
            <LifetimeForm policy={policy.data} />
          </SettingsSection>
        ) : null}
        {policy.data ? (
          <SettingsSection title={t('accounts.factor.title')} text={t('accounts.factor.rule_text')}>
            <FactorRuleForm policy={policy.data} />
          </SettingsSection>
        ) : null}
        <SettingsSection title={t('accounts.watermark.title')} text={t('accounts.watermark.text')}>
          <WatermarkForm />
        </SettingsSection>
        <SettingsSection title={t('consent.rules.title')} text={t('consent.rules.text')}>
          <DataRulesForm />
        </SettingsSection>
        <SettingsSection title={t('accounts.mail.title')} text={t('accounts.mail.text')}>
          <MailForm />
        </SettingsSection>
        {mayRevoke ? (
          <SettingsSection title={t('accounts.keys.all')} text={t('accounts.keys.all_text')}>
            <KeyList all />
          </SettingsSection>
        ) : null}
      </div>
    </>
  )
}
