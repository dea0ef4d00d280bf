import { Button, Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useText } from '#web/ui/index.ts'
import styles from './calendar.module.css'

const scopes = ['one', 'following', 'all'] as const
export type Scope = (typeof scopes)[number]

/** Asks which times of a repeated event are meant; `question` is to be drawn somewhere. Null when the person thinks better of it. */
export function useWhich(): { ask: (title: string) => Promise<Scope | null>; question: ReactNode } {
  const t = useText()
  const [title, setTitle] = useState<string | null>(null)
  const settle = useRef<(scope: Scope | null) => void>(() => undefined)
  const answer = (scope: Scope | null) => {
    setTitle(null)
    settle.current(scope)
  }
  return {
    ask: asked =>
      new Promise(resolve => {
        settle.current = resolve
        setTitle(asked)
      }),
    question: (
      <Modal open={title !== null} title={title} width={360} footer={null} onCancel={() => answer(null)}>
        <div className={styles.which}>
          {scopes.map(scope => (
            <Button key={scope} block onClick={() => answer(scope)}>
              {t(`calendar.which.${scope}`)}
            </Button>
          ))}
        </div>
      </Modal>
    ),
  }
}
