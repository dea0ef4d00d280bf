import { ApiProblem, apiUrl, isProblem } from '#web/api/index.ts'
import { signedInAgain } from '#web/api/signed-out.ts'

/** A file as a record bears it. */
export interface FileValue {
  id: string
  title: string
  /** Bytes. */
  size: number
  /** What it is by its own bytes. */
  type: string
}

/**
 * Sends a file's bytes and says how far it is, from 0 to 1. A session that ended meanwhile is taken up again, and the file goes once more.
 * @throws ApiProblem; an AbortError when `signal` gave it up
 */
export async function sendFile(
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<FileValue> {
  try {
    return await sendOnce(file, { onProgress, signal })
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error
    await signedInAgain()
    return await sendOnce(file, { onProgress, signal })
  }
}

// fetch cannot say how much of a body has gone.
const sendOnce = (
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<FileValue> =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('/files', { name: file.name || 'image.png' }))
    request.responseType = 'json'
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-locale', document.documentElement.lang)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      if (request.status === 201) done(request.response as FileValue)
      else fail(new ApiProblem(request.status, { code: 'unexpected', ...(request.response as object | null) }))
    })
    request.addEventListener('error', () =>
      fail(new ApiProblem(0, { code: navigator.onLine ? 'unreachable' : 'offline' })),
    )
    request.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })

/** Where a file's bytes are, for a download or, with `show`, for the page itself. */
export const contentUrl = (id: string, show = false): string => apiUrl(`/files/${id}/content`, { show })
