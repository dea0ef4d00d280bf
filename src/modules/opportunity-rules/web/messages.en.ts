export default {
  opportunityAssignments: {
    title: 'Assignment and members',
    none: 'No rule has touched this opportunity.',
    considered: '{count} people looked at',
    earlier: '{count} earlier',
  },
}
