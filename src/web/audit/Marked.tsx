import { useQuery } from '@tanstack/react-query'
import { Watermark } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { api, useSession } from '#web/api/index.ts'
import { formatInstant, useLocale, useMode, useTimeZone } from '#web/ui/index.ts'

/**
 * A page that says faintly who looks at it and when, if the company wants that. Whoever takes the mark out of the page finds it there
 * again.
 */
export function Marked({ children }: { children: ReactNode }) {
  const { company, user } = useSession()
  const mode = useMode()
  const mark = useQuery({
    queryKey: ['watermark', company.id, user.id],
    queryFn: ({ signal }) => api.get<{ name: string | null }>('/watermark', { signal }),
    enabled: company.watermark === true,
    staleTime: 5 * 60_000,
  })
  const time = useMinute()
  if (!company.watermark) return children
  return (
    <Watermark
      content={[mark.data?.name ?? user.name, time]}
      zIndex={900}
      gap={[140, 120]}
      font={{ fontSize: 14, color: mode === 'dark' ? 'rgba(255,255,255,0.09)' : 'rgba(0,0,0,0.07)' }}
    >
      {children}
    </Watermark>
  )
}

/** The company's time to the minute; it goes on while the page stands. */
function useMinute(): string {
  const locale = useLocale()
  const timeZone = useTimeZone()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  const minute = new Date(Math.floor(now / 60_000) * 60_000).toISOString()
  return formatInstant(minute, { locale, timeZone }).replace(/:00(?!:)/, '')
}
