import { expect, test } from 'vitest'
import { makeTree, runCheck, writeInto } from './broken-copy.ts'

const messages = (entries: Record<string, string>) => `export default ${JSON.stringify(entries)}`

const zh = {
  'record.sections.main': '基本信息',
  'record.views.all': '全部',
  'book.name': '图书',
  'book.plural': '图书',
  'book.fields.title': '书名',
  'book.fields.state': '状态',
  'book.options.state.in': '在馆',
  'book.options.state.lent': '借出',
  'book.verbs.lend.label': '借出',
  'book.verbs.lend.until': '归还日期',
  'problems.book.lend.already_lent': '《{title}》已借出',
  'shell.found_other': '找到 {count} 本',
}
const en = {
  'record.sections.main': 'Basics',
  'record.views.all': 'All',
  'book.name': 'book',
  'book.plural': 'books',
  'book.fields.title': 'Title',
  'book.fields.state': 'State',
  'book.options.state.in': 'In',
  'book.options.state.lent': 'Lent',
  'book.verbs.lend.label': 'Lend',
  'book.verbs.lend.until': 'Return by',
  'problems.book.lend.already_lent': '“{title}” is lent already',
  'shell.found_one': 'One book',
  'shell.found_other': '{count} books',
}
const library: Record<string, string> = {
  'package.json': JSON.stringify({ type: 'module' }),
  'src/books/book.object.ts': `export const book = { name: 'book', plural: 'books', fields: { title: { type: 'text' }, state: { type: 'choice', options: ['in', 'lent'] } }, sections: [{ name: 'main' }], list: { views: [{ name: 'all' }] } }`,
  'src/books/book.verbs.ts': `import { book } from './book.object.ts'\nexport const lend = { object: book, verb: 'lend', input: { until: { type: 'date' } } }`,
  'src/books/book.actions.ts': `import { Problem } from '../errors.ts'\nexport const f = () => { throw new Problem(409, 'book.lend.already_lent', { params: { title: 'x' } }) }`,
  'src/errors.ts': `export class Problem extends Error {}`,
  'src/web/list.tsx': `export const list = (t: (key: string, params?: object) => string, state: string) => [t('shell.found', { count: 2 }), t(\`book.options.state.\${state}\`)]`,
  'src/books/messages.zh.ts': messages(zh),
  'src/books/messages.en.ts': messages(en),
}

test('a tree whose languages are whole passes', async () => {
  const { code, output } = await runCheck(await makeTree(library), 'messages')
  expect(output).toContain('12 messages, 1 nouns, 10 labels, 3 uses')
  expect(code).toBe(0)
})

const without = (entries: Record<string, string>, key: string) =>
  messages(Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key)))

const spoiled: { what: string; files: Record<string, string>; says: string }[] = [
  {
    what: 'a label is missing in both languages',
    files: {
      'src/books/messages.zh.ts': without(zh, 'book.fields.state'),
      'src/books/messages.en.ts': without(en, 'book.fields.state'),
    },
    says: 'src/books/book.object.ts: the label book.fields.state is missing',
  },
  {
    what: 'the label of an option is missing',
    files: {
      'src/books/messages.zh.ts': without(zh, 'book.options.state.lent'),
      'src/books/messages.en.ts': without(en, 'book.options.state.lent'),
    },
    says: 'src/books/book.object.ts: the label book.options.state.lent is missing',
  },
  {
    what: 'the label of what a verb asks is missing',
    files: {
      'src/books/messages.zh.ts': without(zh, 'book.verbs.lend.until'),
      'src/books/messages.en.ts': without(en, 'book.verbs.lend.until'),
    },
    says: 'src/books/book.verbs.ts: the label book.verbs.lend.until is missing',
  },
  {
    what: 'a message has no English',
    files: { 'src/books/messages.en.ts': without(en, 'book.name') },
    says: 'src/books/messages.zh.ts: book.name has no English',
  },
  {
    what: 'a message has no Chinese',
    files: { 'src/books/messages.zh.ts': without(zh, 'book.name') },
    says: 'src/books/messages.en.ts: book.name has no Chinese',
  },
  {
    what: 'the English holds Chinese',
    files: { 'src/books/messages.en.ts': messages({ ...en, 'book.name': 'book（图书）' }) },
    says: 'book.name has Chinese in its English',
  },
  {
    what: 'the languages differ in a placeholder',
    files: { 'src/books/messages.en.ts': messages({ ...en, 'problems.book.lend.already_lent': '“{name}” is lent' }) },
    says: 'the languages differ in the placeholder name, title',
  },
  {
    what: 'a parameter is written in another syntax, which would be shown as it is',
    files: {
      'src/books/messages.en.ts': messages({ ...en, 'problems.book.lend.already_lent': '“{{title}}” is lent' }),
    },
    says: 'ours are written {name}',
  },
  {
    what: 'a text is empty',
    files: { 'src/books/messages.zh.ts': messages({ ...zh, 'book.name': ' ' }) },
    says: 'book.name is empty',
  },
  {
    what: 'a problem has no message',
    files: {
      'src/books/book.rules.ts': `export const check = (late: boolean) => [{ path: 'until', code: late ? 'book.lend.too_late' : 'book.lend.already_lent' }]`,
    },
    says: 'src/books/book.rules.ts:1: there is no message problems.book.lend.too_late',
  },
  {
    what: 'a screen names a message that does not exist',
    files: { 'src/web/page.tsx': `export const page = (t: (key: string) => string) => t('shell.lost')` },
    says: 'src/web/page.tsx:1: there is no message shell.lost',
  },
  {
    what: 'two files give the same message',
    files: {
      'src/web/messages.zh.ts': messages({ 'book.name': '书' }),
      'src/web/messages.en.ts': messages({ 'book.name': 'book' }),
    },
    says: 'book.name is also in src/books/messages.zh.ts',
  },
]

test.each(spoiled)('it fails when $what', async ({ files, says }) => {
  const root = await makeTree(library)
  for (const [path, content] of Object.entries(files)) await writeInto(root, path, content)
  const { code, output } = await runCheck(root, 'messages')
  expect(output).toContain(says)
  expect(code).toBe(1)
})
