export default {
  problems: {
    file: {
      too_large: '文件太大，每个文件最多 {max} MB；请压缩后再上传，或拆成几个文件。',
      empty: '这个文件是空的；请检查后重新选择。',
      no_name: '请给出文件名（name）。',
      store_unreachable: '文件存储暂时无法访问，文件没有保存；请稍后再试。',
    },
  },
}
