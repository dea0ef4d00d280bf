import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps, Popconfirm } from 'antd'
import { createElement, Suspense, useMemo, useState } from 'react'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { VerbDescription } from '#platform/objects/description.ts'
import { type ApiRecord, api, type ObjectDescription, useVerb } from '#web/api/index.ts'
import { verbAskOf } from '#web/shell/define-web-module.ts'
import { usePaletteActions } from '#web/shell/palette-actions.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { VerbSheet } from '../form/VerbSheet.tsx'
import styles from './record.module.css'
import { useBulkWords } from '../list/bulk/use-bulk-words.tsx'

/**
 * What can be done with this record now, as the record itself says in `can`. The first few are buttons, the rest behind "更多操作". With `others`
 * everything stands behind one "更多" but the verb that leads.
 */
export function VerbButtons({
  object,
  record,
  most = 4,
  others,
  onGone,
}: {
  object: ObjectDescription
  record: ApiRecord
  /** How many stand as buttons of their own. */
  most?: number
  /** What stands in the menu before and behind the verbs. */
  others?: Record<'first' | 'last', NonNullable<MenuProps['items']>>
  /** By what was done the record is out of this person's sight. */
  onGone?: () => void
}) {
  const t = useText()
  const [asked, setAsked] = useState<VerbDescription | null>(null)
  const verbs = useMemo(
    () =>
      object.verbs
        .filter(verb => verb.tone !== 'panel' && record.can.includes(verb.verb))
        .sort((a, b) => rank(a) - rank(b)),
    [object.verbs, record.can],
  )
  usePaletteActions(
    useMemo(
      () =>
        verbs.map(verb => ({
          id: `verb-${verb.verb}`,
          label: verb.label,
          icon: object.navigation?.icon ?? '',
          also: verb.verb,
          run: () => setAsked(verb),
        })),
      [verbs, object.navigation?.icon],
    ),
  )
  const loud = verbs.filter(verb => verb.tone !== 'quiet')
  const leading = verbs.filter(verb => verb.tone === 'primary').slice(0, 1)
  const shown = others ? leading : loud.length <= most ? loud : loud.slice(0, most - 1)
  const rest = verbs.filter(verb => !shown.includes(verb))
  const restItems = rest.map(verb => ({
    key: verb.verb,
    label: verb.label,
    danger: verb.tone === 'danger',
    onClick: () => setAsked(verb),
  }))
  const divider = restItems.length > 0 && others && others.last.length > 0 ? [{ type: 'divider' as const }] : []
  const items = [...(others?.first ?? []), ...restItems, ...divider, ...(others?.last ?? [])]
  return (
    <>
      {shown.map(verb => (
        <VerbButton key={verb.verb} object={object} record={record} verb={verb} onAsk={() => setAsked(verb)} />
      ))}
      {items.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items, className: styles.menu ?? '' }}>
          <Button icon={<DownOutlined aria-hidden />} iconPlacement="end">
            {t(others ? 'records.head.more' : 'records.verb.more')}
          </Button>
        </Dropdown>
      )}
      {asked && <Asked object={object} record={record} verb={asked} onClose={() => setAsked(null)} onGone={onGone} />}
    </>
  )
}

/** What a verb asks: as its module draws it, else as it follows from its fields. */
function Asked({
  object,
  record,
  verb,
  onClose,
  onGone,
}: {
  object: ObjectDescription
  record: ApiRecord
  verb: VerbDescription
  onClose: () => void
  onGone: (() => void) | undefined
}) {
  const say = useBulkWords()
  const own = verbAskOf(verb.verb)
  if (!own) return <VerbSheet key={verb.verb} object={object} record={record} verb={verb} open onClose={onClose} />
  const finish = async (run: BulkDescription) => {
    onClose()
    say(object, run)
    // Who has handed something on may not see it any more.
    const isSeen = await api.get(`/${object.path}/${record.id}`).then(
      () => true,
      () => false,
    )
    if (!isSeen) onGone?.()
  }
  const selection = { ids: [record.id] }
  return (
    <Suspense fallback={null}>
      {createElement(own, { object, verb, selection, count: '1', onClose, onDone: run => void finish(run) })}
    </Suspense>
  )
}

/** The main verb first, dangerous ones last. */
const rank = ({ tone }: VerbDescription): number => (tone === 'primary' ? 0 : tone === 'danger' ? 2 : 1)

function VerbButton({
  object,
  record,
  verb,
  onAsk,
}: {
  object: ObjectDescription
  record: ApiRecord
  verb: VerbDescription
  onAsk: () => void
}) {
  const t = useText()
  const toast = useToast()
  const { mutateAsync: act, isPending } = useVerb(object.path, verb.verb)
  const look = {
    type: verb.tone === 'primary' ? ('primary' as const) : ('default' as const),
    danger: verb.tone === 'danger',
  }
  if (verb.input.length > 0) {
    return (
      <Button {...look} onClick={onAsk}>
        {verb.label}
      </Button>
    )
  }
  const run = async () => {
    try {
      await act({ id: record.id })
      toast.say(t('records.verb.done', { verb: verb.label }))
    } catch (error) {
      toast.fail(error)
    }
  }
  if (verb.tone !== 'danger') {
    return (
      <Button {...look} loading={isPending} onClick={() => void run()}>
        {verb.label}
      </Button>
    )
  }
  return (
    <Popconfirm title={t('records.verb.sure', { verb: verb.label })} okText={verb.label} onConfirm={() => void run()}>
      <Button {...look} loading={isPending}>
        {verb.label}
      </Button>
    </Popconfirm>
  )
}
