import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { onePixel } from '#test/harness/upload.ts'
import { recordScreens } from './record-screens.ts'

// The files of a record, as people handle them.
const { li, at, customer, company } = recordScreens()

const pdf = { name: '销售合同 终稿.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n合同') }
const photo = { name: '现场.png', mimeType: 'image/png', buffer: onePixel }

/** Chooses files as with the system's own dialogue. */
async function upload(page: Page, files: (typeof pdf)[], button = '上传文件'): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles(files)
}

test('files go on a customer, come down under their names, open in the viewer, go and come back', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}?tab=files`)
  await upload(page, [pdf, photo])
  await page.getByRole('link', { name: '销售合同 终稿.pdf' }).waitFor()
  await page.getByRole('link', { name: '现场.png' }).waitFor()
  await page.getByRole('tab', { name: /文件\s*2/ }).waitFor()
  await expect.poll(async () => (await company().as.li.get(`/api/customers/${id}/files`)).files).toHaveLength(2)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '销售合同 终稿.pdf' }).click()
  const got = await download
  expect(got.suggestedFilename()).toBe('销售合同 终稿.pdf')
  expect((await readFile(await got.path())).equals(pdf.buffer)).toBe(true)

  await page.getByRole('button', { name: '查看 现场.png' }).click()
  await page.locator('.ant-image-preview img').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.ant-image-preview img').waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '移除 现场.png' }).click()
  await page.getByRole('link', { name: '现场.png' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('link', { name: '现场.png' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'files-zh-1440')
  await page.getByRole('tab', { name: '动态' }).click()
  await page.getByText('添加了文件').first().waitFor()
  await page.getByText('销售合同 终稿.pdf').first().waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a file is let go on the page or pasted, and one that is too large says so', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}?tab=files`)
  await page.getByRole('button', { name: '上传文件' }).waitFor()
  const give = (event: 'drop' | 'paste', name: string, size: number) =>
    page.evaluate(
      ([kind, fileName, bytes]) => {
        const carried = new DataTransfer()
        carried.items.add(new File([new Uint8Array(bytes as number).fill(65)], fileName as string))
        const place = document.querySelector('.field-files')
        place?.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }),
        )
      },
      [event, name, size] as const,
    )
  await give('drop', '拖放.txt', 10)
  await page.getByRole('link', { name: '拖放.txt' }).waitFor()
  await give('paste', '粘贴.txt', 10)
  await page.getByRole('link', { name: '粘贴.txt' }).waitFor()
  await give('drop', '太大.bin', 51 * 1024 * 1024)
  await page.getByText('文件太大，每个文件最多 50 MB。').waitFor()
  await page.getByRole('button', { name: '取消上传 太大.bin' }).click()
  await expect.poll(async () => (await company().as.li.get(`/api/customers/${id}/files`)).files).toHaveLength(2)
})

test('who may only read sees files and changes none; a stranger sees no page', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}?tab=files`)
  await upload(page, [pdf])
  await page.getByRole('link', { name: pdf.name }).waitFor()
  const stranger = await at('zhao', `/o/customers/${id}?tab=files`)
  await stranger
    .getByText(/没有|找不到/)
    .first()
    .waitFor()
  expect(await stranger.getByText(pdf.name).count()).toBe(0)
})

test('on a phone a photo is taken where one stands', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}?tab=files`, { width: 375 })
  await upload(page, [photo], '拍照')
  await page.getByRole('link', { name: '现场.png' }).waitFor()
  const place = await page.locator('.field-files').boundingBox()
  expect(place && place.x + place.width).toBeLessThanOrEqual(375)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'files-zh-375')
})

test('in English, too', async () => {
  const { id } = await customer()
  await company().as.wang.patch('/api/session', { locale: 'en' })
  const page = await at('wang', `/o/customers/${id}?tab=files`, { locale: 'en' })
  await upload(page, [pdf, photo], 'Upload files')
  await page.getByRole('link', { name: '现场.png' }).waitFor()
  await page.getByText('or drop or paste them here').waitFor()
  await screenshot(page, 'files-en-1440')
})
