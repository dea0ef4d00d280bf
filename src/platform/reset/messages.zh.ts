export default {
  api: { company: { previewReset: '清除业务数据前的统计', reset: '清除业务数据，保留设置' } },
  audit: { kinds: { settings_reset: '清除业务数据（初始化）' } },
  rights: { company: { reset: '清除业务数据（初始化）' } },
  problems: {
    'reset.busy': '现在还不能清除：有导入、批量修改或大量写入正在进行。请等它结束或先停止它，再试一次。',
    'reset.no_backup': '备份没有写成（{folder}：{reason}），所以什么都没有清除。请腾出空间后重试，或选择不备份。',
    'reset.wrong_name': '与公司名称不一致；请照原样输入。',
  },
}
