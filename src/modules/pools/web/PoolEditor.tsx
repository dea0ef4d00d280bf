import { DeleteOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox, ConfigProvider, Input, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import {
  type ApiRecord,
  fieldNamed,
  isProblem,
  useObjectNamed,
  useRemoveRecord,
  useSaveRecord,
} from '#web/api/index.ts'
import { NumberBox, useText, useToast } from '#web/ui/index.ts'
import { MemberLines } from './MemberLines.tsx'
import { HiddenFields, Labelled, Methods } from './PoolFields.tsx'
import { draftOf, type NumberName, type PoolDraft, valuesOf } from './pool-draft.ts'
import styles from './pools.module.css'
import { RuleLines } from './RuleLines.tsx'
import { RulesComing } from './RulesComing.tsx'
import { refreshPools } from './refresh-pools.ts'

/** A pool: who takes part, what they may, and in sentences by which rules something falls in. */
export function PoolEditor({
  record,
  onOpen,
}: {
  /** Null: a new one. */
  record: ApiRecord | null
  onOpen: (id: string | undefined) => void
}) {
  const t = useText()
  const toast = useToast()
  const object = useObjectNamed('pool')
  const save = useSaveRecord('pools')
  const [before] = useState<PoolDraft>(() => draftOf(record))
  const [draft, setDraft] = useState(before)
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map())
  const isChanged = JSON.stringify(before) !== JSON.stringify(draft)
  const change = (values: Partial<PoolDraft>) => setDraft({ ...draft, ...values })
  const label = (name: string): string => (object && fieldNamed(object, name)?.label) ?? name
  const hint = (name: string): string | undefined => (object && fieldNamed(object, name)?.hint) ?? undefined

  const keep = async () => {
    setWrong(new Map())
    try {
      const saved = await save.mutateAsync({
        ...(record ? { id: record.id, version: record.version } : {}),
        values: valuesOf(draft, record === null),
      })
      await refreshPools()
      toast.say(t('pools.settings.saved', { name: draft.name }))
      if (!record) onOpen(saved.id)
    } catch (error) {
      const fields = isProblem(error) ? error.fields : []
      setWrong(new Map(fields.map(({ path, message }) => [path.split('.').slice(0, 2).join('.'), message])))
      toast.fail(error)
    }
  }
  const figure = (name: NumberName) => (
    <Labelled key={name} label={label(name)} hint={hint(name)} problem={wrong.get(name)}>
      {id => (
        <NumberBox
          id={id}
          min={0}
          precision={0}
          value={draft.numbers[name]}
          onChange={value => change({ numbers: { ...draft.numbers, [name]: value } })}
        />
      )}
    </Labelled>
  )

  return (
    <ConfigProvider componentDisabled={record !== null && !record.can.includes('update')}>
      <div className={styles.settingsFields}>
        <Labelled label={label('name')} problem={wrong.get('name')}>
          {id => (
            <Input id={id} maxLength={60} value={draft.name} onChange={event => change({ name: event.target.value })} />
          )}
        </Labelled>
        <Labelled label={label('object')} problem={wrong.get('object')}>
          {id => (
            <Select
              id={id}
              disabled={record !== null}
              value={draft.object}
              onChange={value => change({ object: value })}
              options={
                (object && fieldNamed(object, 'object')?.options?.map(one => ({ value: one.id, label: one.label }))) ??
                []
              }
            />
          )}
        </Labelled>
        <Labelled label={label('rank')} hint={hint('rank')} problem={wrong.get('rank')}>
          {id => <NumberBox id={id} min={1} max={1000} value={draft.rank} onChange={rank => change({ rank })} />}
        </Labelled>
      </div>
      <div className={styles.switches}>
        <Checkbox checked={draft.isEnabled} onChange={event => change({ isEnabled: event.target.checked })}>
          {label('isEnabled')}
        </Checkbox>
        {wrong.has('isEnabled') ? <p className={styles.wrong}>{wrong.get('isEnabled')}</p> : null}
      </div>

      <section className={styles.section}>
        <h3>{t('pools.settings.members')}</h3>
        <div className={styles.switches}>
          <Checkbox checked={draft.isForEverybody} onChange={event => change({ isForEverybody: event.target.checked })}>
            {label('isForEverybody')}
          </Checkbox>
        </div>
        <MemberLines members={draft.members} wrong={wrong} onChange={members => change({ members })} />
        <div className={styles.settingsFields}>
          {(['claimsPerDay', 'viewsPerDay', 'barDays'] as const).map(figure)}
          <HiddenFields
            noun={draft.object}
            label={label('hiddenFields')}
            hint={hint('hiddenFields')}
            value={draft.hiddenFields}
            onChange={hiddenFields => change({ hiddenFields })}
          />
        </div>
      </section>

      <section className={styles.section}>
        <h3>{t('pools.settings.rules')}</h3>
        {record ? <RulesComing record={record} /> : null}
        {isChanged ? <Alert type="info" showIcon title={t('pools.settings.from_tomorrow')} /> : null}
        <RuleLines noun={draft.object} rules={draft.rules} wrong={wrong} onChange={rules => change({ rules })} />
        {draft.object === 'customer' ? (
          <div className={styles.switches}>
            <Checkbox checked={draft.sparesOpen} onChange={event => change({ sparesOpen: event.target.checked })}>
              {label('sparesOpen')}
            </Checkbox>
          </div>
        ) : null}
        <div className={styles.settingsFields}>
          {(['protectionDays', 'longestDays', 'warnDays'] as const).map(figure)}
        </div>
      </section>

      <section className={styles.section}>
        <h3>{t('pools.settings.counted')}</h3>
        <div className={styles.settingsFields}>
          <Methods
            label={label('countedMethods')}
            hint={hint('countedMethods')}
            value={draft.countedMethods}
            onChange={countedMethods => change({ countedMethods })}
          />
          {figure('countedLength')}
        </div>
        <div className={styles.switches}>
          <Checkbox
            checked={draft.countedNeedsFile}
            onChange={event => change({ countedNeedsFile: event.target.checked })}
          >
            {label('countedNeedsFile')}
          </Checkbox>
        </div>
      </section>
      <div className={styles.foot}>
        <Button type="primary" loading={save.isPending} disabled={!isChanged} onClick={() => void keep()}>
          {t('ui.save')}
        </Button>
        {record ? <Remove record={record} onOpen={onOpen} /> : null}
      </div>
    </ConfigProvider>
  )
}

function Remove({ record, onOpen }: { record: ApiRecord; onOpen: (id: string | undefined) => void }) {
  const t = useText()
  const toast = useToast()
  const remove = useRemoveRecord('pools')
  const name = String(record.name)
  if (!record.can.includes('remove')) return null
  const go = () =>
    remove.mutateAsync(record.id).then(() => {
      toast.say(t('pools.settings.removed', { name }))
      onOpen(undefined)
    }, toast.fail)
  return (
    <Popconfirm title={t('pools.settings.remove_ask', { name })} onConfirm={() => void go()}>
      <Button type="text" icon={<DeleteOutlined aria-hidden />}>
        {t('pools.settings.remove')}
      </Button>
    </Popconfirm>
  )
}
