export default {
  tiles: {
    agenda: {
      title: '今天和逾期',
      empty: '今天没有要做的事。给客户安排下次联系，或新建一个任务，到时就会出现在这里。',
    },
  },
}
