import { ScrollAcross, useText } from '#web/ui/index.ts'
import { CountLink } from './CountLink.tsx'
import { Amounts } from './Figures.tsx'
import type { PeopleContent } from './workbench-requests.ts'
import styles from './workbench.module.css'

/** A line per person; each number opens exactly that person's rows. */
export function People({
  content,
  words,
  empty,
  label,
}: {
  content: PeopleContent
  words: Record<string, string>
  empty: string | null
  label: string
}) {
  const t = useText()
  if (content.people.length === 0) return <p className={styles.none}>{empty}</p>
  return (
    <ScrollAcross label={label}>
      <table className={styles.people}>
        <thead>
          <tr>
            <th scope="col">{t('workbench.person')}</th>
            {content.columns.map(name => (
              <th key={name} scope="col" className={styles.number}>
                {words[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {content.people.map(({ user, figures }) => (
            <tr key={user.id}>
              <th scope="row">{user.title}</th>
              {figures.map(figure => (
                <td key={figure.name} className={styles.number} data-column={figure.name}>
                  {figure.sums ? <Amounts sums={figure.sums} /> : null}{' '}
                  {figure.count.value > 0 ? (
                    <CountLink
                      link={figure.link}
                      count={figure.count}
                      name={`${user.title} ${words[figure.name] ?? ''}`}
                    />
                  ) : (
                    <span className={styles.zero}>0</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollAcross>
  )
}
