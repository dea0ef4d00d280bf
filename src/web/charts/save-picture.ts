import type { ChartColours } from './chart-option.ts'
import type { Chart } from './use-chart.ts'

/** Saves a chart as a PNG with its title and a few words above it, as it stands on the screen. Nothing happens before it is drawn. */
export async function savePicture(
  chart: Chart,
  { title, text, colours }: { title: string; text: readonly string[]; colours: ChartColours },
): Promise<void> {
  const drawn = chart.picture(colours.surface)
  if (!drawn) return
  const image = new Image()
  image.src = drawn
  await image.decode()
  const canvas = document.createElement('canvas')
  const head = 120
  canvas.width = image.width
  canvas.height = image.height + head
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = colours.surface
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = colours.strongText
  pen.font = `600 36px ${colours.fontFamily}`
  pen.fillText(title, 24, 52)
  pen.fillStyle = colours.text
  pen.font = `26px ${colours.fontFamily}`
  pen.fillText(text.filter(part => part !== '').join(' · '), 24, 96)
  pen.drawImage(image, 0, head)
  const link = document.createElement('a')
  link.href = canvas.toDataURL('image/png')
  link.download = `${title}.png`
  link.click()
}
