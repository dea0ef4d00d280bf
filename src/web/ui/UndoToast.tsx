import { App, Button } from 'antd'
import { useProblemText } from './problem-text.ts'
import { useText } from './text.ts'

export interface Toast {
  /** Says that something is done, for three seconds. */
  say: (text: string) => void
  /** Says what changed, with a button that takes it back, for ten seconds: 已更新 12 条 · 撤销. */
  sayUndo: (text: string, undo: () => Promise<unknown>) => void
  /** Says what an error says. */
  fail: (error: unknown) => void
}

let number = 0

/** Short messages at the foot of the page. */
export function useToast(): Toast {
  const { message } = App.useApp()
  const t = useText()
  const problemText = useProblemText()
  const fail = (error: unknown) => void message.error({ content: problemText(error), duration: 6 })
  return {
    fail,
    say: text => void message.success({ content: text, duration: 3 }),
    sayUndo: (text, undo) => {
      number += 1
      const key = `undo-${number}`
      const takeBack = async () => {
        message.destroy(key)
        try {
          await undo()
          void message.success({ content: t('ui.undone'), duration: 3 })
        } catch (error) {
          fail(error)
        }
      }
      void message.success({
        key,
        duration: 10,
        content: (
          <span>
            {text}
            <Button type="link" size="small" onClick={() => void takeBack()}>
              {t('ui.undo')}
            </Button>
          </span>
        ),
      })
    },
  }
}
