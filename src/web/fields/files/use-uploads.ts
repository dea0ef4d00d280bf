import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, api } from '#web/api/index.ts'
import { useProblemText, useText } from '#web/ui/index.ts'
import { type FileValue, sendFile } from './send-file.ts'

/** A file on its way, or one that did not arrive. */
export interface Upload {
  key: number
  name: string
  /** 0 to 100. */
  percent: number
  /** Why it did not arrive, in words. */
  error: string | null
}

let number = 0

/** Sends files one beside the other; each that has arrived is told. What is still on its way when the page goes is given up. */
export function useUploads(
  onArrived: (file: FileValue) => void,
  /** Told of each file as it is sent; the promise says whether it arrived or was given up. */
  onWay: (way: Promise<boolean>) => void = () => undefined,
): {
  uploads: readonly Upload[]
  send: (files: Iterable<File>) => void
  /** Gives one up, or takes a failed one off the list. */
  drop: (key: number) => void
} {
  const t = useText()
  const problemText = useProblemText()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const running = useRef(new Map<number, AbortController>())
  const told = useRef(onArrived)
  told.current = onArrived
  const { data: limit } = useQuery({
    queryKey: ['file-limit'],
    queryFn: async () => (await api.get<{ limit: number }>('/files')).limit,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    const map = running.current
    return () => map.forEach(one => one.abort())
  }, [])

  const change = (key: number, changed: Partial<Upload>) =>
    setUploads(before => before.map(one => (one.key === key ? { ...one, ...changed } : one)))
  const drop = (key: number) => {
    running.current.get(key)?.abort()
    setUploads(before => before.filter(one => one.key !== key))
  }
  const sendOne = async (file: File): Promise<boolean> => {
    number += 1
    const key = number
    const controller = new AbortController()
    running.current.set(key, controller)
    setUploads(before => [...before, { key, name: file.name, percent: 0, error: null }])
    try {
      // The server would say the same, but only after the first bytes.
      if (limit !== undefined && file.size > limit) {
        const max = Math.floor(limit / 1024 / 1024)
        throw new ApiProblem(413, { code: 'file.too_large', title: t('fieldsUi.files.tooLarge', { max }) })
      }
      const arrived = await sendFile(file, {
        onProgress: share => change(key, { percent: Math.round(share * 100) }),
        signal: controller.signal,
      })
      setUploads(before => before.filter(one => one.key !== key))
      told.current(arrived)
      return true
    } catch (error) {
      if (!controller.signal.aborted) change(key, { error: problemText(error) })
      return controller.signal.aborted
    } finally {
      running.current.delete(key)
    }
  }
  return { uploads, drop, send: files => [...files].forEach(file => onWay(sendOne(file))) }
}
