export default {
  live: { updates_one: '1 update', updates_other: '{count} updates' },
}
