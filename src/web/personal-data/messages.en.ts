export default {
  personal: {
    copy: 'Export a copy of personal data',
    erase: 'Erase personal data',
    warning: 'This cannot be undone. The record becomes “Erased person”; dealings, amounts and figures stay.',
    these: 'Personal data will be erased in these records of the same person:',
    beside:
      'Names, telephones, e-mails and WeChat ids go from history, files, search, imported rows, notices and details of the audit log as well.',
    shared: 'These numbers or addresses are somebody else’s too and stay in his records: {points}',
    comma: ', ',
    needs_consent: 'The company wants a second person’s consent: you will be led to ask for it.',
    consented: 'A second person has consented.',
    reason: 'Reason',
    reason_needed: 'Say why, in at least two characters',
    reason_hint: 'e.g. asked for by letter',
    confirm: 'Type “{title}” to confirm',
    confirm_needed: 'Type the name exactly as it stands',
    button: 'Erase for good',
    go_on: 'Go on',
    erased_one: 'Personal data erased in {count} place; a receipt is kept',
    erased_other: 'Personal data erased in {count} places; a receipt is kept',
    why: { asked: 'this record', merged: 'merged with it', made: 'made of it', same: 'the same person' },
  },
}
