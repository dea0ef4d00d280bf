import { DeleteOutlined, EditOutlined, PlusOutlined, SafetyOutlined } from '@ant-design/icons'
import { Button, DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useId, useState } from 'react'
import { type ApiRecord, type ObjectDescription, usePermission } from '#web/api/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { saveMember, type TeamMember, useTeam } from './access-requests.ts'
import styles from './access.module.css'
import { ReferencePicker } from './ReferencePicker.tsx'
import { WhySheet } from './WhySheet.tsx'

/** Who sees or changes this record beside its owner, until when; and, for whoever gives roles, why somebody sees it. */
export function TeamPanel({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const { data: team } = useTeam(object, record.id)
  const [edited, setEdited] = useState<Partial<TeamMember> | null>(null)
  const [isAsking, setAsking] = useState(false)
  const mayAsk = usePermission('role.assign') === 'all'
  if (!team) return null
  // Where there is neither anybody nor anything to do, the panel would only take room.
  if (team.members.length === 0 && !team.mayChange && !mayAsk) return null
  return (
    <div data-panel="team">
      {team.members.length === 0 && <p className={styles.empty}>{t('access.team.empty')}</p>}
      <ul className={styles.list}>
        {team.members.map(member => (
          <Member
            key={member.user.id}
            object={object}
            id={record.id}
            member={member}
            mayChange={team.mayChange}
            onEdit={() => setEdited(member)}
          />
        ))}
      </ul>
      <div className={styles.bar}>
        {team.mayChange && (
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setEdited({})}>
            {t('access.team.add')}
          </Button>
        )}
        {mayAsk && (
          <Button size="small" type="text" icon={<SafetyOutlined aria-hidden />} onClick={() => setAsking(true)}>
            {t('access.why.open')}
          </Button>
        )}
      </div>
      <Sheet open={edited !== null} title={t('access.team.title')} onClose={() => setEdited(null)} height="auto">
        {edited && <MemberForm object={object} id={record.id} member={edited} onDone={() => setEdited(null)} />}
      </Sheet>
      <WhySheet object={object} id={record.id} open={isAsking} onClose={() => setAsking(false)} />
    </div>
  )
}

function Member({
  object,
  id,
  member,
  mayChange,
  onEdit,
}: {
  object: ObjectDescription
  id: string
  member: TeamMember
  mayChange: boolean
  onEdit: () => void
}) {
  const t = useText()
  const toast = useToast()
  const { user, access, until, isOver } = member
  const takeOut = async () => {
    try {
      await saveMember(object, id, { user: user.id, change: null })
      toast.say(t('access.team.removed', { name: user.title }))
    } catch (error) {
      toast.fail(error)
    }
  }
  const about = [
    t(`access.team.${access}`),
    until && t('access.team.until_day', { day: until }),
    isOver && t('access.team.over'),
  ]
  return (
    <li className={styles.member} data-over={isOver}>
      <span>
        <RecordLink object="user" id={user.id} title={user.title} />{' '}
        <span className={styles.about}>{about.filter(Boolean).join(' · ')}</span>
      </span>
      {mayChange && (
        <span>
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('access.team.change', { name: user.title })}
            onClick={onEdit}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('access.team.remove', { name: user.title })}
            onClick={() => void takeOut()}
          />
        </span>
      )}
    </li>
  )
}

function MemberForm({
  object,
  id,
  member,
  onDone,
}: {
  object: ObjectDescription
  id: string
  member: Partial<TeamMember>
  onDone: () => void
}) {
  const t = useText()
  const toast = useToast()
  const field = useId()
  const [user, setUser] = useState<ReferenceValue | null>(member.user ?? null)
  const [access, setAccess] = useState<TeamMember['access']>(member.access ?? 'read')
  const [until, setUntil] = useState<string | null>(member.until ?? null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (!user) return
    setBusy(true)
    try {
      await saveMember(object, id, { user: user.id, change: { access, until } })
      toast.say(t('access.team.saved'))
      onDone()
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      {member.user ? (
        <strong>{member.user.title}</strong>
      ) : (
        <div>
          <label htmlFor={`${field}-user`}>{t('access.team.user')}</label>
          <ReferencePicker
            id={`${field}-user`}
            of="user"
            label={t('access.team.user')}
            value={user}
            onChange={setUser}
          />
        </div>
      )}
      <Segmented
        aria-label={t('access.team.access')}
        value={access}
        onChange={setAccess}
        options={[
          { value: 'read' as const, label: t('access.team.read') },
          { value: 'edit' as const, label: t('access.team.edit') },
        ]}
      />
      <div>
        <label htmlFor={`${field}-until`}>{t('access.team.until')}</label>
        <DatePicker
          id={`${field}-until`}
          value={until ? dayjs(until) : null}
          onChange={day => setUntil(day ? day.format('YYYY-MM-DD') : null)}
          style={{ width: '100%' }}
        />
      </div>
      <div>
        <Button type="primary" htmlType="submit" disabled={!user} loading={busy}>
          {t('access.team.save')}
        </Button>
      </div>
    </form>
  )
}
