import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'

const chinese = `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>销售合同</title><body style="font-family:sans-serif;margin:24px">
  <main><h1>掌柜 <small>Zhanggui</small></h1><p><b>销售合同</b> ¥1,234.00 重庆单氏商贸有限公司</p></main></body></html>`

test('the browser draws Chinese with the font of the project, on a desk and on a phone', async () => {
  for (const width of [1440, 375] as const) {
    const page = await openPage({ width, locale: 'zh-CN' })
    await page.setContent(chinese)
    // A missing character is drawn as the same box as any other missing character; 掌 and 柜 are both one em, so compare pixels.
    const differs = await page.evaluate(() => {
      const draw = (text: string) => {
        const canvas = document.createElement('canvas')
        canvas.width = canvas.height = 40
        const pen = canvas.getContext('2d')
        if (!pen) throw new Error('no canvas')
        pen.font = '32px sans-serif'
        pen.fillText(text, 2, 34)
        return canvas.toDataURL()
      }
      return new Set(['掌', '柜', '\u{10FFFD}'].map(draw)).size
    })
    expect(differs).toBe(3)
    expect(await page.evaluate(() => [navigator.language, innerWidth])).toEqual(['zh-CN', width])
    await screenshot(page, `harness-${width}`)
    expect(pageErrors(page)).toEqual([])
  }
})

test('axe finds a picture without words and an unreadable grey, and nothing on a good page', async () => {
  const page = await openPage({ width: 1440, locale: 'zh-CN' })
  await page.setContent(chinese)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.setContent(
    `<html lang="zh"><title>x</title><main><img src="data:,"><p style="color:#ccc;background:#fff">看不清</p></main></html>`,
  )
  expect((await accessibilityFindings(page)).map(finding => finding.rule).sort()).toEqual([
    'color-contrast',
    'image-alt',
  ])
})

test('an error inside the page is seen', async () => {
  const page = await openPage({ width: 1440, locale: 'en' })
  await page.setContent('<script>console.error("bad"); setTimeout(() => { throw new Error("worse") })</script>')
  await expect.poll(() => pageErrors(page)).toEqual(['bad', 'uncaught: worse'])
})
