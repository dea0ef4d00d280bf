import { PlusOutlined, RobotOutlined } from '@ant-design/icons'
import { Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import styles from '#web/settings/settings.module.css'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Sheet, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import own from './notices.module.css'
import { RobotForm } from './RobotForm.tsx'
import { type Robot, useRemoveRobot, useRobots, useTestRobot } from './robot-requests.ts'

/** The robots of groups in 企业微信, 钉钉 and 飞书, and what each is told. */
export function RobotsPage() {
  const t = useText()
  const { data, error, refetch } = useRobots()
  const [editing, setEditing] = useState<Robot | 'new' | null>(null)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('robots.title') }])
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
      {t('robots.add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('robots.title')} actions={data && data.robots.length > 0 ? add : null} />
      <div className={styles.body}>
        <p className={styles.intro}>{t('robots.text')}</p>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeletons shape="list" /> : null}
        {data?.robots.length === 0 ? (
          <EmptyState icon={<RobotOutlined aria-hidden />} title={t('robots.none')} text={t('robots.noneHint')}>
            {add}
          </EmptyState>
        ) : null}
        <ul className={own.list}>
          {data?.robots.map(robot => (
            <Row
              key={robot.id}
              robot={robot}
              kinds={data.kinds.filter(({ kind }) => robot.kinds.includes(kind)).map(({ label }) => label)}
              onEdit={() => setEditing(robot)}
            />
          ))}
        </ul>
      </div>
      <Sheet
        open={editing !== null}
        title={editing === 'new' ? t('robots.add') : (editing?.name ?? '')}
        onClose={() => setEditing(null)}
      >
        {editing !== null && data ? (
          <RobotForm robot={editing === 'new' ? null : editing} kinds={data.kinds} onDone={() => setEditing(null)} />
        ) : null}
      </Sheet>
    </>
  )
}

function Row({ robot, kinds, onEdit }: { robot: Robot; kinds: string[]; onEdit: () => void }) {
  const t = useText()
  const toast = useToast()
  const test = useTestRobot()
  const remove = useRemoveRobot()
  return (
    <li className={own.notice}>
      <div className={own.words}>
        <span>
          <strong>{robot.name}</strong> <Tag>{t(`robots.vendors.${robot.vendor}`)}</Tag>
          {robot.isActive ? null : <Tag>{t('robots.paused')}</Tag>}
        </span>
        <span className={own.when}>{kinds.length > 0 ? kinds.join(t('records.and')) : t('robots.noKinds')}</span>
        {robot.last ? (
          <span className={own.when}>
            {t(`robots.last.${robot.last.state}`)} <When at={robot.last.at} /> {robot.last.error ?? ''}
          </span>
        ) : null}
      </div>
      <div className={own.actions}>
        <Button
          size="small"
          loading={test.isPending}
          aria-label={t('robots.testOf', { name: robot.name })}
          onClick={() => test.mutate(robot.id, { onSuccess: () => toast.say(t('robots.tested')), onError: toast.fail })}
        >
          {t('robots.test')}
        </Button>
        <Button size="small" aria-label={t('robots.editOf', { name: robot.name })} onClick={onEdit}>
          {t('robots.edit')}
        </Button>
        <Popconfirm
          title={t('robots.removeSure', { name: robot.name })}
          okText={t('robots.remove')}
          cancelText={t('ui.cancel')}
          onConfirm={() => remove.mutate(robot.id, { onError: toast.fail })}
        >
          <Button size="small" danger aria-label={t('robots.removeOf', { name: robot.name })}>
            {t('robots.remove')}
          </Button>
        </Popconfirm>
      </div>
    </li>
  )
}
