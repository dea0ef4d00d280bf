import { Modal } from 'antd'
import { useText } from '#web/ui/text.ts'
import styles from './keyboard-help.module.css'
import { commandKey } from './use-shortcuts.ts'

/** Every key, by place. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useText()
  const groups: { name: string; keys: [string, string][] }[] = [
    {
      name: t('shell.keys.everywhere'),
      keys: [
        [`${commandKey}K`, t('shell.keys.palette')],
        ['/', t('shell.keys.palette')],
        ['g h', t('shell.keys.home')],
        ['?', t('shell.keys.title')],
      ],
    },
    {
      name: t('shell.keys.lists'),
      keys: [
        ['j k', t('shell.keys.rows')],
        ['Enter', t('shell.keys.open')],
        ['x', t('shell.keys.select')],
        ['e', t('shell.keys.edit')],
        ['Esc', t('shell.keys.close')],
      ],
    },
    {
      name: t('shell.keys.forms'),
      keys: [
        [`${commandKey}Enter`, t('shell.keys.save')],
        [`${commandKey}Shift Enter`, t('shell.keys.save_and_next')],
      ],
    },
  ]
  return (
    <Modal open onCancel={onClose} footer={null} title={t('shell.keys.title')} width={520}>
      {groups.map(group => (
        <section key={group.name}>
          <h3 className={styles.heading}>{group.name}</h3>
          <dl className={styles.keys}>
            {group.keys.map(([key, meaning]) => (
              <div key={key}>
                <dt>{meaning}</dt>
                <dd>
                  {key.split(' ').map(part => (
                    <kbd key={part}>{part}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
