export default {
  live: { updates_other: '{count} 条更新' },
}
