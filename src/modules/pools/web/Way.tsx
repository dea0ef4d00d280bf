import { useText, When } from '#web/ui/index.ts'
import type { Step } from './pool-requests.ts'
import styles from './pools.module.css'

/** Through which pools and whose hands a record has come, newest first. */
export function Way({ steps }: { steps: readonly Step[] }) {
  const t = useText()
  if (steps.length === 0) return null
  return (
    <section aria-label={t('pools.way.title')}>
      <h3 className={styles.heading}>{t('pools.way.title')}</h3>
      <ol className={styles.way}>
        {steps.map((step, index) => (
          <li key={`${step.at} ${step.kind} ${index}`}>
            <When at={step.at} />
            <span>
              {t(`pools.way.${step.kind}${step.from ? '' : '_from_nobody'}`, {
                from: step.from?.title ?? '',
                to: step.to?.title ?? t('pools.way.nobody'),
              })}
              {step.isOfMerged ? t('pools.way.merged') : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
