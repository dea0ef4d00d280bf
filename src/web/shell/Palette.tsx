import { SearchOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useSearch } from '#web/api/index.ts'
import { useText } from '#web/ui/text.ts'
import { usePhone } from '#web/ui/use-phone.ts'
import { NavigationIcon } from './NavigationIcon.tsx'
import type { PaletteEntry } from './palette-actions.ts'
import { usePaletteSections } from './palette-entries.ts'
import styles from './palette.module.css'

/** ⌘K: finds any record by two characters, pinyin or the tail of a phone, goes to any screen, does anything; all by keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useText()
  const phone = usePhone()
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={phone ? '100%' : 600}
      title={<span className="for-readers-only">{t('shell.search')}</span>}
      classNames={{ container: styles.container ?? '', header: styles.header ?? '' }}
      style={phone ? { top: 8 } : { top: '12vh' }}
    >
      <Finder onClose={onClose} />
    </Modal>
  )
}

function Finder({ onClose }: { onClose: () => void }) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed)
  const search = useSearch(asked.trim())
  const isShort = [...typed.trim()].length < 2
  const sections = usePaletteSections(typed, isShort ? [] : (search.data ?? []))
  const entries = sections.flatMap(section => section.entries)
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, entries.length - 1)
  const list = useRef<HTMLDivElement>(null)
  const chosenId = entries[at]?.id
  useEffect(() => {
    if (chosenId) list.current?.querySelector(`#${CSS.escape(chosenId)}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKey = (event: KeyboardEvent) => {
    // While an input method composes, Enter and the arrows are its own.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && entries.length > 0) {
      event.preventDefault()
      setChosen((at + step + entries.length) % entries.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(entries[at])
    }
  }

  return (
    <>
      <div className={styles.input}>
        <SearchOutlined aria-hidden />
        <input
          // The palette was opened to type into it.
          autoFocus
          value={typed}
          placeholder={t('shell.palette.placeholder')}
          aria-label={t('shell.palette.placeholder')}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosenId}
          autoComplete="off"
          spellCheck={false}
          onChange={event => {
            setTyped(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      <div id="palette-list" ref={list} role="listbox" aria-label={t('shell.search')} className={styles.list}>
        {sections.map(section => (
          <div key={section.name} role="group" aria-label={section.label}>
            <div className={styles.heading} aria-hidden>
              {section.label}
            </div>
            {section.entries.map(entry => (
              <div
                key={entry.id}
                id={entry.id}
                role="option"
                tabIndex={-1}
                aria-selected={chosenId === entry.id}
                className={styles.entry}
                onMouseMove={() => setChosen(entries.indexOf(entry))}
                onClick={() => run(entry)}
                onKeyDown={onKey}
              >
                <NavigationIcon name={entry.icon} />
                <span className={styles.label}>{entry.label}</span>
                {entry.hint ? <span className={styles.hint}>{entry.hint}</span> : null}
              </div>
            ))}
          </div>
        ))}
        {entries.length === 0 ? (
          <p className={styles.nothing}>{t(search.isFetching ? 'shell.palette.searching' : 'shell.palette.nothing')}</p>
        ) : null}
      </div>
    </>
  )
}
