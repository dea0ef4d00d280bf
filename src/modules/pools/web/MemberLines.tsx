import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useRecords } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import { type MemberDraft, newMember } from './pool-draft.ts'
import styles from './pools.module.css'

/** Who takes part in a pool, as a member or its manager: people, and departments with those below. */
export function MemberLines({
  members,
  wrong,
  onChange,
}: {
  members: readonly MemberDraft[]
  wrong: ReadonlyMap<string, string>
  onChange: (members: MemberDraft[]) => void
}) {
  const t = useText()
  const { records: people } = useRecords('users', { fields: ['name'], limit: 200 })
  const { records: departments } = useRecords('departments', { fields: ['name'], limit: 200 })
  const change = (key: string, values: Partial<MemberDraft>) =>
    onChange(members.map(one => (one.key === key ? { ...one, ...values } : one)))
  const options = [
    {
      label: t('pools.settings.departments'),
      options: departments?.map(one => ({ value: `d ${one.id}`, label: String(one.name) })) ?? [],
    },
    {
      label: t('pools.settings.people'),
      options: people?.map(one => ({ value: `u ${one.id}`, label: String(one.name) })) ?? [],
    },
  ]
  return (
    <>
      {members.map((member, index) => (
        <div key={member.key} className={styles.sentence}>
          <Select
            className={styles.grow}
            aria-label={t('pools.settings.who')}
            placeholder={t('pools.settings.who')}
            showSearch={{ optionFilterProp: 'label' }}
            {...(whoIs(member) ? { value: whoIs(member) } : {})}
            onChange={(value: string) => change(member.key, whoFrom(value))}
            options={options}
          />
          <Select
            aria-label={t('pools.settings.part')}
            value={member.part}
            onChange={part => change(member.key, { part })}
            options={['member', 'manager'].map(part => ({ value: part, label: t(`pools.settings.part_${part}`) }))}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('pools.settings.drop')}
            onClick={() => onChange(members.filter(one => one.key !== member.key))}
          />
          {wrong.has(`members.${index}`) ? <p className={styles.wrong}>{wrong.get(`members.${index}`)}</p> : null}
        </div>
      ))}
      <Button
        className={styles.line}
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...members, newMember(members.length === 0 ? 'manager' : 'member')])}
      >
        {t('pools.settings.add_member')}
      </Button>
    </>
  )
}

const whoIs = ({ user, department }: MemberDraft): string | undefined =>
  user ? `u ${user}` : department ? `d ${department}` : undefined

function whoFrom(value: string): Pick<MemberDraft, 'user' | 'department'> {
  const [kind, id = ''] = value.split(' ')
  return kind === 'u' ? { user: id, department: null } : { user: null, department: id }
}
