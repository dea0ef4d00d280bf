export default {
  segments: {
    title: 'Segments',
    none: 'No segment counts itself yet',
    noneText:
      'Filter the list of customers, save it as a view, and let it count itself here every day: how many, how it goes, who comes and goes.',
    toList: 'To the customers',
    view: 'Saved view',
    begin: 'Count it',
    end: 'Stop counting',
    ended: '“{name}” is counted no more',
    moved: '{entered} came, {left} left in 30 days',
    movesOf: 'Comings and goings of “{name}”',
    entered: 'Came',
    left: 'Left',
    of: 'A view of {name}',
    history: '{name}: from {from} to {to} within {days} days',
    problem:
      'It could not be counted last time: a field of its filter is gone or may not be read; please change the view.',
  },
}
