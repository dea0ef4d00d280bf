import type { ReactNode } from 'react'
import { EmptyState, ErrorState, PageHeader, Skeletons, usePhone } from '#web/ui/index.ts'
import { type ChoiceGroup, Choices } from './Choices.tsx'
import styles from './settings.module.css'

/**
 * The frame of settings that are one of several things: the things at the left (above, on a phone), the chosen one at the right. On a phone
 * nothing stands beside the choice, so without one the first is open.
 */
export function ChoicePage({
  title,
  text,
  list = title,
  choose,
  icon,
  groups,
  error,
  onRetry,
  chosen,
  onChoose,
  more,
  children,
}: {
  title: string
  /** What all this is for, in a sentence. */
  text: string
  /** What it is that one chooses, where the title does not say it. */
  list?: string
  /** Asks to choose; stands where nothing is chosen. */
  choose: string
  icon: ReactNode
  /** Undefined until they are read. */
  groups: readonly ChoiceGroup[] | undefined
  error?: Error | null
  onRetry?: () => void
  /** As the address has it; it may be something that the list does not name, a new one. */
  chosen: string | undefined
  onChoose: (key: string) => void
  /** Below the list: a button for one more. */
  more?: ReactNode
  /** The chosen one; null where there is none of that name. */
  children: (chosen: string) => ReactNode
}) {
  const phone = usePhone()
  const keys = groups?.flatMap(group => group.choices.map(({ key }) => key)) ?? []
  const first = groups?.filter(group => !group.isAside).flatMap(group => group.choices)[0]?.key
  const open = chosen ?? (phone ? first : undefined)
  return (
    <>
      <PageHeader title={title}>
        <p className={styles.intro}>{text}</p>
      </PageHeader>
      {error ? <ErrorState error={error} {...(onRetry ? { onRetry } : {})} /> : null}
      {!error && !groups ? <Skeletons shape="form" /> : null}
      {groups ? (
        <div className={styles.columns}>
          <Choices
            label={list}
            placeholder={choose}
            groups={groups}
            chosen={open !== undefined && keys.includes(open) ? open : undefined}
            onChoose={onChoose}
          >
            {more}
          </Choices>
          <div className={styles.editor}>
            {(open === undefined ? null : children(open)) ?? <EmptyState icon={icon} title={choose} />}
          </div>
        </div>
      ) : null}
    </>
  )
}
