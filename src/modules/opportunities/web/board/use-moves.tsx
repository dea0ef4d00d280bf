import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useText, useToast } from '#web/ui/index.ts'
import { App, Button } from 'antd'
import type { BoardCard, BoardColumn, BoardStage } from './board-types.ts'
import { verbInto } from './stage-kind.ts'
import { useReasons } from './use-reasons.ts'
import type { Move, useBoard } from './use-board.ts'

/** A move that waits for what its verb asks. */
export type Asking = Omit<Move, 'input'>

/**
 * What happens when a card is let go or sent by the menu: an open stage takes it at once; won, lost and invalid ask first. Each move can
 * be taken back; a refusal says why, and where the card is now.
 */
export function useMoves(board: ReturnType<typeof useBoard>) {
  const t = useText()
  const toast = useToast()
  const reasonsOf = useReasons()
  const navigate = useNavigate()
  const { notification } = App.useApp()
  const [asking, setAsking] = useState<Asking | null>(null)

  function begin(card: BoardCard, from: BoardColumn, to: BoardStage): void {
    const verb = verbInto(to.kind)
    if (verb === 'move')
      void go({ card, from, to, verb, input: { stage: to.id } }).catch(error => refuse(error, card, from))
    else setAsking({ card, from, to, verb })
  }

  /** Won, lost or invalid: the sheet has done it. */
  function ended(): void {
    if (!asking) return
    board.ended(asking.card)
    said({ ...asking, input: {} })
    setAsking(null)
  }

  async function go(move: Move): Promise<void> {
    await board.move(move)
    said(move)
  }

  function said(move: Move): void {
    const { card, from, to } = move
    toast.sayUndo(t('board.moved', { card: card.name, stage: to.name }), () => takeBack(move, from))
  }

  /** Back to where it was; an opportunity that had ended is opened again by that. */
  async function takeBack({ card, to }: Move, from: BoardColumn): Promise<void> {
    await board.move({
      card,
      from: { ...from, stage: to },
      to: from.stage,
      verb: 'move',
      input: { stage: from.stage.id },
    })
  }

  function refuse(error: unknown, card: BoardCard, from: BoardColumn): void {
    const reasons = reasonsOf(error)
    notification.error({
      title: t('board.failed', { card: card.name, stage: from.stage.name }),
      description: reasons.map(reason => <div key={reason}>{reason}</div>),
      // Notifications stand outside the router, so this is no link of its.
      actions: (
        <Button
          type="link"
          onClick={() => void navigate({ to: '/o/$path/$id', params: { path: 'opportunities', id: card.id } })}
        >
          {t('board.openRecord')}
        </Button>
      ),
      duration: 10,
    })
  }

  return { begin, ended, asking, cancel: () => setAsking(null) }
}
