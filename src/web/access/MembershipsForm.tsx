import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useId, useState } from 'react'
import { usePermission } from '#web/api/index.ts'
import { SettingsSection } from '#web/settings/SettingsSection.tsx'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { type Membership, saveMemberships, useMemberships } from './access-requests.ts'
import styles from './access.module.css'
import { ReferencePicker } from './ReferencePicker.tsx'

/** The departments of a user beside his main one, with their dates. */
export function MembershipsForm({ userId }: { userId: string }) {
  const t = useText()
  const given = useMemberships(userId)
  if (usePermission('user.update') === null) return null
  return (
    <SettingsSection title={t('access.departments.title')} text={t('access.departments.text')}>
      {given.error ? <ErrorState error={given.error} onRetry={() => void given.refetch()} /> : null}
      {given.isPending ? <Skeletons shape="form" /> : null}
      {given.data ? <Rows key={JSON.stringify(given.data)} userId={userId} given={given.data} /> : null}
    </SettingsSection>
  )
}

type Row = Omit<Membership, 'department'> & { department: Membership['department'] | null }

function Rows({ userId, given }: { userId: string; given: Membership[] }) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const [rows, setRows] = useState<Row[]>(given)
  const [busy, setBusy] = useState(false)
  const change = (index: number, part: Partial<Row>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  const wanted = rows.flatMap(row => (row.department ? [{ ...row, department: row.department }] : []))
  const save = async () => {
    setBusy(true)
    try {
      await saveMemberships(userId, wanted)
      toast.say(t('access.departments.saved'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {rows.map((row, index) => (
        <div key={index} className={styles.row}>
          <div>
            <label htmlFor={`${id}-${index}`} className="for-readers-only">
              {t('access.departments.department')}
            </label>
            <ReferencePicker
              id={`${id}-${index}`}
              of="department"
              label={t('access.departments.department')}
              value={row.department}
              onChange={department => change(index, { department })}
            />
          </div>
          {(['from', 'until'] as const).map(end => (
            <DatePicker
              key={end}
              aria-label={t(`access.departments.${end}`)}
              placeholder={t(`access.departments.${end}`)}
              value={row[end] ? dayjs(row[end]) : null}
              onChange={day => change(index, { [end]: day ? day.format('YYYY-MM-DD') : null })}
            />
          ))}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('access.departments.remove', { number: index + 1 })}
            onClick={() => setRows(rows.filter((_row, at) => at !== index))}
          />
        </div>
      ))}
      <div className={styles.bar}>
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setRows([...rows, { department: null, from: null, until: null }])}
        >
          {t('access.departments.add')}
        </Button>
        <Button disabled={JSON.stringify(wanted) === JSON.stringify(given)} loading={busy} onClick={() => void save()}>
          {t('access.departments.save')}
        </Button>
      </div>
    </>
  )
}
