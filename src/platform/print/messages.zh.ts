export default {
  problems: {
    print: {
      failed: '这份单据没能排版出来，请重试；如仍然出错，请把下面的编号告诉管理员。',
      too_slow: '这份单据排版超过一分钟，已中止。请减少内容后重试。',
      busy: '现在打印的人太多，请稍等片刻再试。',
      not_now: '这条记录现在还不能这样打印，或您没有这项权限。请先完成前面的步骤（例如用印）。',
      no_preview: '这种单据不提供预览，请直接打印。',
      input_wrong: '这一项不正确，请检查后重试。',
    },
    print_template: {
      changed: '模板刚刚被别人修改过，请刷新后再保存。',
      damaged:
        '无法读取这个文件：不是 Word 文档（.docx），或文件已损坏。请在 Word 或 WPS 中打开并另存为 .docx 后重试。',
      protected: '文件设有密码，无法读取。请去掉密码后重试。',
      too_large: '文件展开后太大。请删除其中的大图片后重试。',
      hostile: '为了安全，模板里不能有宏、嵌入的程序，也不能引用外部文件（发现：{found}）。请在 Word 中去掉后重试。',
      syntax:
        '模板里的标记没有写完整：{text}。请检查花括号是否成对；重复的部分以“#名称”开头、“/名称”结尾，各写在一对花括号里。',
      no_noun: '请选择一种可以打印的单据。',
      not_docx: '请上传 Word 文档（.docx）；旧的 .doc 请先另存为 .docx。',
      file_too_large: '模板文件不能超过 {max} MB。',
    },
  },
  print: {
    record: '详细资料',
    draft: '草稿',
    place: '序号',
    tags: { today: '打印日期', company: '公司名称', printedBy: '打印人' },
  },
  api_groups: { prints: '打印', printTemplates: '打印模板' },
  api: {
    record: {
      prints: '{noun}可以打印成什么，以及打印记录',
      printPreview: '打印前预览{noun}',
      print: '打印{noun}，生成文件并留下打印记录',
    },
    prints: { content: '打印出的文件' },
    printTemplates: {
      list: 'Word 打印模板',
      look: '检查一个 Word 文件里的标记',
      add: '新增打印模板',
      change: '修改打印模板',
      remove: '删除打印模板',
      starter: '下载包含全部标记的示例模板',
      content: '下载打印模板',
      sample: '用一条记录试打模板',
    },
  },
}
