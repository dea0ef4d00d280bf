export default {
  api_groups: { segments: 'Segments' },
  api: {
    segments: {
      list: 'Lists the views that count themselves, with numbers and changes',
      begin: 'Lets a view count itself every day',
      end: 'Ends the counting',
      moves: 'Who entered and left in the last 30 days',
    },
  },
}
