import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import { useLayoutEffect, useMemo } from 'react'
import { queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/text.ts'
import { prefersStillness, useMode } from '#web/ui/theme.ts'
import { antdThemeOf, cssVariablesOf, type Mode } from '#web/ui/tokens.ts'
import { usePhone } from '#web/ui/use-phone.ts'
import { antdLocaleOf } from './language.ts'
import { router } from './router.tsx'

/** What stands round every screen: the cache, the theme, the language, messages. */
export function AppRoot() {
  const locale = useLocale()
  const mode = useMode()
  const phone = usePhone()
  const theme = useMemo(() => antdThemeOf(mode, { touch: phone, still: prefersStillness() }), [mode, phone])
  useCssVariables(mode, locale)
  const words = antdLocaleOf(locale)
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={theme}
        {...(words ? { locale: words } : {})}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <App message={{ top: phone ? 12 : 24, maxCount: 3 }}>
          <RouterProvider router={router} />
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  )
}

function useCssVariables(mode: Mode, locale: string): void {
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement
    dataset.mode = mode
    for (const [name, value] of Object.entries(cssVariablesOf(mode, locale))) style.setProperty(name, value)
  }, [mode, locale])
}
