import antdWords from 'antd/locale/zh_CN'
import type { MessageTree } from '#platform/i18n/flatten.ts'
import platform from '#platform/i18n/messages.zh.ts'

const screens = import.meta.glob<MessageTree>(['../messages.zh.ts', '../*/messages.zh.ts'], {
  eager: true,
  import: 'default',
})

/** The words of the platform and of every folder of screens. */
export const trees: MessageTree[] = [platform, ...Object.values(screens)]
export const antd = antdWords
