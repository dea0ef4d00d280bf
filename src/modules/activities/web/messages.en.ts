export default {
  activities: {
    write: 'Log a follow-up',
    placeholder: 'Log a follow-up: what was said, how they took it…',
    log: 'Log',
    logged: 'Follow-up logged',
    giveUp: 'Discard',
    next: 'Next contact',
    nextChoices: { tomorrowMorning: 'Tomorrow morning', friday: 'Friday', nextMonday: 'Next Monday' },
    otherTime: 'Other time',
    contact: 'Contact',
    opportunity: 'Opportunity',
    when: 'When it was',
    now: 'Just now',
  },
}
