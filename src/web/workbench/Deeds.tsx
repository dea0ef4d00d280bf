import { CheckOutlined, ClockCircleOutlined, CloseOutlined, EditOutlined, FireOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { useState } from 'react'
import { api, hasRight, isProblem, refreshObject, useObjectNamed } from '#web/api/index.ts'
import { useLog } from '#web/records/page/logging.ts'
import { useText, useTimeZone, useToast } from '#web/ui/index.ts'
import { laterChoices } from './later.ts'
import styles from './workbench.module.css'
import { refreshWorkbench, type TileRow } from './workbench-requests.ts'

/** What may be done with a row at once: done, write what was said, put off. The row goes when that has happened, and comes back when it is taken back. */
export function Deeds({ row }: { row: TileRow }) {
  const activity = useObjectNamed('activity')
  return (
    <div className={styles.deeds}>
      {row.deeds.map(deed => {
        if ('verb' in deed)
          return row.can.includes(deed.verb) ? (
            <DoVerb key={deed.verb} row={row} verb={deed.verb} undo={deed.undo} look={deed.look} />
          ) : null
        if ('log' in deed) return activity && hasRight(activity, 'create') ? <Log key="log" row={row} /> : null
        return row.can.includes('update') ? <PutOff key="snooze" row={row} field={deed.snooze} /> : null
      })}
    </div>
  )
}

async function refresh(path: string): Promise<void> {
  await Promise.all([refreshWorkbench(), refreshObject(path)])
}

const looks = { fire: FireOutlined, away: CloseOutlined }

function DoVerb({
  row,
  verb,
  undo,
  look,
}: {
  row: TileRow
  verb: string
  undo: string | undefined
  look: keyof typeof looks | undefined
}) {
  const Icon = look ? looks[look] : CheckOutlined
  const t = useText()
  const toast = useToast()
  const object = useObjectNamed(row.object)
  const [busy, setBusy] = useState(false)
  const label = object?.verbs.find(one => one.verb === verb)?.label ?? verb
  const act = async () => {
    setBusy(true)
    try {
      await api.post(`/${row.path}/${row.id}/${verb}`, {})
      const said = t('workbench.done', { verb: label, title: row.title })
      if (undo)
        toast.sayUndo(said, async () => {
          await api.post(`/${row.path}/${row.id}/${undo}`, {})
          await refresh(row.path)
        })
      else toast.say(said)
      await refresh(row.path)
    } catch (error) {
      toast.fail(error)
      setBusy(false)
      await refreshWorkbench()
    }
  }
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        size="small"
        icon={<Icon aria-hidden />}
        loading={busy}
        aria-label={t('workbench.do', { verb: label, title: row.title })}
        onClick={() => void act()}
      />
    </Tooltip>
  )
}

function Log({ row }: { row: TileRow }) {
  const t = useText()
  const log = useLog()
  return (
    <Tooltip title={t('records.log.write')}>
      <Button
        type="text"
        size="small"
        icon={<EditOutlined aria-hidden />}
        aria-label={t('records.log.about', { title: row.title })}
        onClick={() => log(row, () => void refreshWorkbench())}
      />
    </Tooltip>
  )
}

function PutOff({ row, field }: { row: TileRow; field: string }) {
  const t = useText()
  const toast = useToast()
  const timeZone = useTimeZone()
  const object = useObjectNamed(row.object)
  const isDay = object?.fields.find(one => one.name === field)?.type === 'date'
  const choices = laterChoices(new Date(), timeZone)
  const put = async (value: unknown, version: number | undefined) =>
    api.patch(`/${row.path}/${row.id}`, { ...(version === undefined ? {} : { version }), [field]: value })
  const choose = async (key: string) => {
    const chosen = choices.find(choice => choice.key === key)
    if (!chosen) return
    try {
      await put(isDay ? chosen.day : chosen.at, row.version)
      toast.sayUndo(t('workbench.putOff', { title: row.title }), async () => {
        await put(row.values[field], undefined)
        await refresh(row.path)
      })
    } catch (error) {
      // Somebody else was faster: what he set is shown.
      toast.fail(error)
      if (!isProblem(error)) throw error
    }
    await refresh(row.path)
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: choices.map(({ key }) => ({ key, label: t(`workbench.later.${key}`) })),
        onClick: ({ key }) => void choose(key),
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<ClockCircleOutlined aria-hidden />}
        title={t('workbench.snooze')}
        aria-label={t('workbench.snoozeOf', { title: row.title })}
      />
    </Dropdown>
  )
}
