import { SnippetsOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Sheet, useText } from '#web/ui/index.ts'
import { phrasesQuery } from './phrase-requests.ts'
import { PhrasesForm } from './PhrasesForm.tsx'
import styles from './composer.module.css'

/** What one writes again and again, by one tap; and where one keeps one's own. */
export function Phrases({ onTake }: { onTake: (phrase: string) => void }) {
  const t = useText()
  const { data } = useQuery(phrasesQuery)
  const [isEditing, setEditing] = useState(false)
  const phrases = [...(data?.own ?? []), ...(data?.company ?? [])]
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="topLeft"
        menu={{
          className: styles.phrases ?? '',
          items: [
            ...phrases.map((label, place) => ({ key: `p${place}`, label })),
            ...(phrases.length > 0 ? [{ type: 'divider' as const }] : []),
            { key: 'edit', label: t('activities.phrases.edit') },
          ],
          onClick: ({ key }) => (key === 'edit' ? setEditing(true) : onTake(phrases[Number(key.slice(1))] ?? '')),
        }}
      >
        <Button type="text" className={styles.phrasesButton ?? ''} icon={<SnippetsOutlined aria-hidden />}>
          {t('activities.phrases.title')}
        </Button>
      </Dropdown>
      <Sheet open={isEditing} title={t('activities.phrases.title')} height="auto" onClose={() => setEditing(false)}>
        {data ? <PhrasesForm lists={data} onDone={() => setEditing(false)} /> : null}
      </Sheet>
    </>
  )
}
