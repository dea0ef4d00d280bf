import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { Button, Input, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useText } from '#web/ui/index.ts'
import type { InputProps } from './field-face.ts'

/** The editor of a rich text, a chunk of its own: loaded when the first one is edited. */
export default function RichTextEditor(props: InputProps<string>) {
  const { id, field, value, onChange, describedBy, isInvalid, autoFocus } = props
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3, 4] },
        link: { openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'], defaultProtocol: 'https' },
      }),
    ],
    content: value ?? '',
    // Our own style sheet holds what it needs, so that no style comes in by a script.
    injectCSS: false,
    autofocus: autoFocus ? 'end' : false,
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': field.label,
        class: 'field-rich-text field-rich-text-area',
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getHTML()),
  })
  return (
    <div className="field-rich-text-editor" data-invalid={isInvalid === true}>
      <Toolbar editor={editor} />
      <EditorContent editor={editor} />
    </div>
  )
}

function Toolbar({ editor }: { editor: Editor }) {
  const t = useText()
  const is = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      strike: now.isActive('strike'),
      heading: now.isActive('heading'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      blockquote: now.isActive('blockquote'),
      link: now.isActive('link'),
    }),
  })
  const button = (name: keyof typeof is, icon: ReactNode, run: () => void) => (
    <Button
      key={name}
      size="small"
      type="text"
      icon={icon}
      aria-label={t(`fieldsUi.rich.${name}`)}
      aria-pressed={is[name]}
      title={t(`fieldsUi.rich.${name}`)}
      // The text keeps the cursor.
      onMouseDown={event => event.preventDefault()}
      onClick={run}
    />
  )
  const chain = () => editor.chain().focus()
  return (
    <div className="field-rich-text-bar" role="toolbar" aria-label={t('fieldsUi.rich.toolbar')}>
      {button('bold', <BoldOutlined aria-hidden />, () => chain().toggleBold().run())}
      {button('italic', <ItalicOutlined aria-hidden />, () => chain().toggleItalic().run())}
      {button('underline', <UnderlineOutlined aria-hidden />, () => chain().toggleUnderline().run())}
      {button('strike', <StrikethroughOutlined aria-hidden />, () => chain().toggleStrike().run())}
      {button('heading', <b aria-hidden>H</b>, () => chain().toggleHeading({ level: 2 }).run())}
      {button('bulletList', <UnorderedListOutlined aria-hidden />, () => chain().toggleBulletList().run())}
      {button('orderedList', <OrderedListOutlined aria-hidden />, () => chain().toggleOrderedList().run())}
      {button('blockquote', <b aria-hidden>“</b>, () => chain().toggleBlockquote().run())}
      <LinkButton editor={editor} isLink={is.link} />
    </div>
  )
}

function LinkButton({ editor, isLink }: { editor: Editor; isLink: boolean }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [address, setAddress] = useState('')
  const apply = () => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (address.trim() === '') chain.unsetLink().run()
    else chain.setLink({ href: /^[a-z]+:/i.test(address) ? address.trim() : `https://${address.trim()}` }).run()
    setOpen(false)
  }
  return (
    <Popover
      open={isOpen}
      trigger="click"
      onOpenChange={open => {
        setAddress(String(editor.getAttributes('link').href ?? ''))
        setOpen(open)
      }}
      content={
        <Input.Search
          value={address}
          placeholder="https://"
          enterButton={t('fieldsUi.rich.apply')}
          aria-label={t('fieldsUi.rich.address')}
          onChange={event => setAddress(event.target.value)}
          onSearch={apply}
        />
      }
    >
      <Button
        size="small"
        type="text"
        icon={<LinkOutlined aria-hidden />}
        aria-label={t('fieldsUi.rich.link')}
        aria-pressed={isLink}
        title={t('fieldsUi.rich.link')}
      />
    </Popover>
  )
}
