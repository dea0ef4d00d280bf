import { Skeleton } from 'antd'
import { lazy, Suspense, useEffect, useRef } from 'react'
import type { CellProps, FieldFace, InputProps } from './field-face.ts'
import { TextFilterInput } from './TextField.tsx'

const Editor = lazy(() => import('./RichTextEditor.tsx'))

function RichTextInput(props: InputProps<string>) {
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 4 }} />}>
      <Editor {...props} />
    </Suspense>
  )
}

/** The words of an HTML text, for a line: the browser reads it into a document that runs and loads nothing. */
function wordsOf(html: string): string {
  const { body } = new DOMParser().parseFromString(
    html.replace(/<(?:\/(?:p|h\d|li|pre)|br)[^>]*>/g, ' $&'),
    'text/html',
  )
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim()
}

function RichTextCell({ value, room }: CellProps<string>) {
  if (room === 'page') return <Shown html={value} />
  const words = wordsOf(value)
  return (
    <span className="field-text" title={words.slice(0, 300)}>
      {words}
    </span>
  )
}

/** The server keeps only clean HTML; it is washed once more here, because a page must not trust what it is given. */
function Shown({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isGone = false
    void import('dompurify').then(({ default: purify }) => {
      const clean = purify.sanitize(html, { ADD_ATTR: ['target'], RETURN_DOM_FRAGMENT: true })
      if (!isGone) place.current?.replaceChildren(clean)
    })
    return () => {
      isGone = true
    }
  }, [html])
  return <div className="field-rich-text" ref={place} />
}

/** Text with headings, lists, emphasis and links. */
export const richTextFace: FieldFace<string> = {
  Input: RichTextInput,
  Cell: RichTextCell,
  FilterInput: TextFilterInput,
  words: value => wordsOf(value),
  width: 240,
  endsBy: 'button',
}
