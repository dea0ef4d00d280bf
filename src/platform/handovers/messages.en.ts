export default {
  problems: {
    transfer: {
      not_here: 'This person has left or is not in the company. Choose somebody else.',
    },
    handover: {
      not_now: 'The handover is under way or has ended. Reload the page and try again.',
      things_left: '{count} things are not handed over yet ({kinds}). Hand them over before you finish.',
      to_himself: 'The leaver cannot be the successor. Choose somebody else.',
      no_such_kind: 'There is nothing of this kind to hand over. Reload the page.',
      nobody: 'Choose at least one successor.',
      day_passed: 'The last day must be after today. To let somebody leave today, choose “at once”.',
      own_superior: 'Nobody can be their own superior. Choose another superior for this person.',
      moved_meanwhile: 'Somebody else moved it in the meantime; it stays as it is.',
    },
  },
  api: {
    handovers: {
      list: 'Handovers that I may see to, unfinished ones first',
      received: 'What came to me by handovers: from whom, how much, what comes next',
      open: 'Begin the handover of a person, or get the one that is under way',
      read: 'A handover: what is left, what was handed over, how far it is',
      run: 'Hand over what points at the leaver now, by a plan; may be asked again',
      stop: 'Stop where it is',
      finish: 'End the handover; refused while anything still points at the leaver',
      undo: 'Take the whole handover back',
    },
    record: { goingAlong: 'What may go along when records of {noun} are transferred, and how much of it' },
  },
  api_groups: { handovers: 'Handovers' },
  audit: {
    kinds: { account_handover_finished: 'Finished a handover', account_handover_undone: 'Took a handover back' },
  },
  holdings: { views: 'Shared views', teams: 'Records whose team he is in' },
  notices: {
    kinds: {
      transfer: {
        receivedMany: {
          label: 'Many records handed to me',
          text: '{by} handed {count} records ({noun} and what belongs to it) to you.',
        },
      },
      handover: {
        received: {
          label: 'A leaver’s work handed to me',
          text: '{count} things of {by} are yours now. Open the list of what came to you.',
        },
      },
    },
  },
}
