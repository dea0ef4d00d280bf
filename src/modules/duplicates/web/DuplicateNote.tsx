import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { FormNoteProps } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/index.ts'
import { check } from './duplicate-requests.ts'
import styles from './duplicates.module.css'
import { MatchLine } from './MatchLine.tsx'

/** Under a form, while it is filled: who is the same already, across all walls, and what to do instead of making him twice. */
export default function DuplicateNote({ object, id, values, onSet }: FormNoteProps) {
  const t = useText()
  const field = useId()
  const asked = askOf(object.name, id, values)
  const typed = JSON.stringify(asked)
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), 350)
    return () => clearTimeout(timer)
  }, [typed])
  const isEnough = settled === typed && hasSomething(asked)
  const { data } = useQuery({
    queryKey: ['duplicates', settled],
    queryFn: ({ signal }) => check(JSON.parse(settled) as Record<string, unknown>, signal),
    enabled: isEnough,
    staleTime: 15_000,
    retry: false,
  })
  const found = isEnough ? data : undefined
  const said = String(asked.name ?? '')
  const reason = typeof values.duplicateReason === 'string' ? values.duplicateReason : ''
  return (
    <div className={styles.note} role="status" data-duplicates={found?.isForbidden ? 'forbidden' : 'said'}>
      {found && found.same.length > 0 && (
        <div className={styles.box} data-forbidden={found.isForbidden}>
          <b>{t(found.isForbidden ? 'duplicates.forbidden' : 'duplicates.same')}</b>
          {found.same.slice(0, 5).map(match => (
            <MatchLine key={match.id} match={match} asked={said || firstPoint(asked)} />
          ))}
          {found.isForbidden && found.canOverride && (
            <div className={styles.override}>
              <label htmlFor={field}>{t('duplicates.override')}</label>
              <Input
                id={field}
                value={reason}
                maxLength={500}
                onChange={event => onSet('duplicateReason', event.target.value || null)}
              />
            </div>
          )}
        </div>
      )}
      {found && found.similar.length > 0 && (
        <details className={styles.similar}>
          <summary>{t('duplicates.similar', { count: found.similar.length })}</summary>
          {found.similar.map(match => (
            <MatchLine key={match.id} match={match} asked={said} />
          ))}
        </details>
      )}
    </div>
  )
}

function askOf(
  object: string,
  id: string | undefined,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const idOf = (value: unknown): string | null =>
    typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null
  const text = (value: unknown): string | null =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  const name = text(object === 'lead' ? values.company : values.name)
  return {
    object,
    id: id ?? null,
    // A single character says nothing of anybody.
    name: object !== 'contact' && name !== null && [...name].length >= 2 ? name : null,
    kind: text(values.kind),
    phones: values.phones ?? null,
    emails: values.emails ?? null,
    wechats: values.wechats ?? null,
    website: text(values.website),
    taxNo: text(values.taxNo),
    customer: idOf(values.customer),
    parent: idOf(values.parent),
  }
}

const hasSomething = (asked: Record<string, unknown>): boolean =>
  ['name', 'phones', 'emails', 'wechats', 'website', 'taxNo'].some(name => {
    const value = asked[name]
    return Array.isArray(value) ? value.length > 0 : Boolean(value)
  })

function firstPoint(asked: Record<string, unknown>): string {
  const [first] = [asked.phones, asked.emails, asked.wechats].flatMap(list => (Array.isArray(list) ? list : []))
  return typeof first === 'object' && first !== null && 'raw' in first ? String(first.raw) : ''
}
