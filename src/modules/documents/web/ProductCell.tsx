import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiRecord, fetchRecords, useObjectNamed } from '#web/api/index.ts'
import cellInput from '#web/fields/cell-input.module.css'
import { formatMoney, useLocale, useText } from '#web/ui/index.ts'
import styles from './line-editor.module.css'

/**
 * Where a line says what it is of: typing finds products by name, pinyin or code; arrows and Enter choose; what is chosen from nothing stays as
 * words, where lines may name what is in no catalogue.
 */
export function ProductCell({
  id,
  words,
  isCatalogued,
  isFree,
  label,
  isInvalid,
  describedBy,
  onWords,
  onChoose,
}: {
  id: string
  /** As the line calls it. */
  words: string
  /** Whether a product of the catalogue stands behind it. */
  isCatalogued: boolean
  isFree: boolean
  label: string
  isInvalid: boolean
  describedBy: string | undefined
  /** Told what was typed; null when emptied. */
  onWords: (words: string | null) => void
  onChoose: (product: { id: string; title: string }) => void
}) {
  const t = useText()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [marked, setMarked] = useState(0)
  const [isWaiting, setWaiting] = useState(false)
  const { found, isSearching } = useProducts(typed ?? '', isOpen)
  const place = usePlaceOf(input, isOpen)
  const close = () => setOpen(false)
  const choose = (product: ApiRecord | undefined) => {
    if (!product) return
    setTyped(null)
    setWaiting(false)
    close()
    onChoose({ id: product.id, title: String(product.name) })
  }
  // Enter that came before the answer takes the first one of the answer: what is still being looked for is not what was typed.
  const answered = useRef(choose)
  answered.current = choose
  useEffect(() => {
    if (!isWaiting || isSearching) return
    setWaiting(false)
    answered.current(found[0])
  }, [isWaiting, isSearching, found])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.altKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (isOpen) setMarked(at => Math.max(0, Math.min(found.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))))
      else setOpen(true)
    } else if (event.key === 'Enter' && isOpen && (isSearching || found[marked]) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      event.stopPropagation()
      if (isSearching) setWaiting(true)
      else choose(found[marked])
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }
  return (
    <>
      <input
        ref={input}
        id={id}
        className={cellInput.input}
        data-cell-input
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && found[marked] ? `${listId}-${marked}` : undefined}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        autoComplete="off"
        data-free={!isCatalogued && words !== ''}
        placeholder={t('documents.findProduct')}
        value={typed ?? words}
        onFocus={event => event.target.select()}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onChange={event => {
          const text = event.target.value
          setTyped(text)
          setWaiting(false)
          setOpen(true)
          setMarked(0)
          if (isFree || text === '') onWords(text === '' ? null : text)
        }}
        onBlur={() => {
          setTyped(null)
          setWaiting(false)
          close()
        }}
      />
      {isOpen &&
        place &&
        createPortal(
          <div className={styles.popup} style={place}>
            <div role="listbox" id={listId} aria-label={label}>
              {found.map((product, at) => (
                // Chosen by the keys of the input, which keeps the focus.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={product.id}
                  id={`${listId}-${at}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={at === marked}
                  className={styles.option}
                  onMouseDown={event => event.preventDefault()}
                  onMouseEnter={() => setMarked(at)}
                  onClick={() => choose(product)}
                >
                  <ProductWords product={product} />
                </div>
              ))}
            </div>
            {found.length === 0 && (
              <div className={styles.none} role="status">
                {t(isSearching ? 'fieldsUi.searching' : isFree ? 'documents.noProductFree' : 'documents.noProduct')}
              </div>
            )}
          </div>,
          document.body,
        )}
    </>
  )
}

function ProductWords({ product }: { product: ApiRecord }) {
  const locale = useLocale()
  const { name, code, specification, unit, listPrice, currency } = product
  const price = typeof listPrice === 'string' && typeof currency === 'string'
  return (
    <>
      <span className={styles.optionName}>{String(name)}</span>
      <small>{[code, specification].filter(Boolean).join(' · ')}</small>
      {price && (
        <span className={styles.optionPrice}>
          {formatMoney(listPrice, { currency, locale })}
          {typeof unit === 'string' && `/${unit}`}
        </span>
      )}
    </>
  )
}

function useProducts(typed: string, isWanted: boolean): { found: ApiRecord[]; isSearching: boolean } {
  const product = useObjectNamed('product')
  const words = typed.trim()
  const [settled, setSettled] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), words === '' ? 0 : 160)
    return () => clearTimeout(timer)
  }, [words])
  const fields = ['name', 'code', 'specification', 'unit', 'listPrice', 'currency'].filter(name =>
    product?.fields.some(field => field.name === name),
  )
  const query = useQuery({
    queryKey: ['records', 'products', 'for-lines', settled],
    queryFn: ({ signal }) =>
      fetchRecords('products', { fields, limit: 20, sort: ['name'], filter: filterFor(settled) }, null, signal),
    enabled: isWanted && product !== undefined,
    staleTime: 15_000,
  })
  return { found: query.data?.records ?? [], isSearching: query.isFetching || settled !== words }
}

/** Search knows words from two characters on; before that, how name or code begin. */
function filterFor(words: string): Filter {
  const op = [...words].length < 2 ? 'startsWith' : 'contains'
  const onSale: Filter = { field: 'state', op: 'in', value: ['onSale'] }
  if (words === '') return onSale
  return { and: [onSale, { or: ['name', 'code'].map(field => ({ field, op, value: words }) as const) }] }
}

/** Where the list stands: under its input, or above it where there is no room; over everything, so that no grid cuts it off. */
function usePlaceOf(input: React.RefObject<HTMLInputElement | null>, isOpen: boolean) {
  const [place, setPlace] = useState<React.CSSProperties | null>(null)
  useEffect(() => {
    if (!isOpen) return setPlace(null)
    const settle = () => {
      const box = input.current?.getBoundingClientRect()
      if (!box) return
      const width = Math.min(Math.max(box.width, 360), window.innerWidth - 16)
      const left = Math.max(8, Math.min(box.left, window.innerWidth - width - 8))
      const below = window.innerHeight - box.bottom
      setPlace(
        below > 260 || below > box.top
          ? { left, width, top: box.bottom + 4, maxHeight: Math.min(320, below - 12) }
          : { left, width, bottom: window.innerHeight - box.top + 4, maxHeight: Math.min(320, box.top - 12) },
      )
    }
    settle()
    window.addEventListener('scroll', settle, true)
    window.addEventListener('resize', settle)
    return () => {
      window.removeEventListener('scroll', settle, true)
      window.removeEventListener('resize', settle)
    }
  }, [isOpen, input])
  return place
}
