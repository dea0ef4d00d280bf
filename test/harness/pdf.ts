import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text of each page of a PDF, as a stranger's reader finds it. */
export async function textOfPdf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await opened(bytes)
  const pages: string[] = []
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent()
    pages.push(items.map(item => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
  }
  await pdf.loadingTask.destroy()
  return pages
}

/** A picture in shades of grey, row by row. */
export interface GreyPicture {
  width: number
  height: number
  pixels: Uint8Array
}

/** A page of a PDF as a picture, so many points to a pixel smaller. */
export async function pictureOfPage(bytes: Uint8Array, page = 1, scale = 0.5): Promise<GreyPicture> {
  const pdf = await opened(bytes)
  const one = await pdf.getPage(page)
  const viewport = one.getViewport({ scale })
  const [width, height] = [Math.floor(viewport.width), Math.floor(viewport.height)]
  const { canvas, context } = (pdf.canvasFactory as CanvasFactory).create(width, height)
  await one.render({ canvas, canvasContext: context, viewport }).promise
  const { data } = context.getImageData(0, 0, width, height)
  await pdf.loadingTask.destroy()
  const pixels = new Uint8Array(width * height)
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = Math.round(
      ((data[at * 4] ?? 0) * 299 + (data[at * 4 + 1] ?? 0) * 587 + (data[at * 4 + 2] ?? 0) * 114) / 1000,
    )
  return { width, height, pixels }
}

/** What the library draws on when there is no browser. */
interface CanvasFactory {
  create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D }
}

const opened = async (bytes: Uint8Array) =>
  // The library takes the bytes for itself.
  getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false }).promise
