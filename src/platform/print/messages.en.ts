export default {
  problems: {
    print: {
      failed:
        'This document could not be laid out. Please try again; if it fails again, tell your administrator the number below.',
      too_slow: 'Laying out this document took longer than a minute and was ended. Please shorten it and try again.',
      busy: 'Too many documents are being printed just now. Please try again in a moment.',
      not_now:
        'This record cannot be printed so yet, or you have no right to it. Please do what comes before (such as sealing) first.',
      no_preview: 'There is no preview of this paper; please print it.',
      input_wrong: 'This is not right; please check it and try again.',
    },
    print_template: {
      changed: 'Somebody else has just changed this template. Please reload before you save.',
      damaged:
        'This file cannot be read: it is no Word document (.docx), or it is damaged. Please open it in Word or WPS and save it as .docx.',
      protected: 'The file has a password and cannot be read. Please take the password off and try again.',
      too_large: 'Unpacked, the file is too large. Please take large pictures out and try again.',
      hostile:
        'For safety a template holds no macros and no embedded programs, and refers to no file outside (found: {found}). Please take that out in Word and try again.',
      syntax:
        'A tag of the template is not complete: {text}. Please check that braces come in pairs; what is repeated begins with “#name” and ends with “/name”, each in braces of its own.',
      no_noun: 'Please choose something that can be printed.',
      not_docx: 'Please upload a Word document (.docx); save an old .doc as .docx first.',
      file_too_large: 'A template may have at most {max} MB.',
    },
  },
  print: {
    record: 'Details',
    draft: 'DRAFT',
    place: 'No.',
    tags: { today: 'Day of printing', company: 'Company', printedBy: 'Printed by' },
  },
  api_groups: { prints: 'Printing', printTemplates: 'Print templates' },
  api: {
    record: {
      prints: 'What a {noun} can be printed as, and what was printed of it',
      printPreview: 'What would stand on the paper of a {noun}',
      print: 'Print a {noun}: makes a file and writes down that it was printed',
    },
    prints: { content: 'The printed file' },
    printTemplates: {
      list: 'Word templates for printing',
      look: 'The tags in a Word file',
      add: 'Add a print template',
      change: 'Change a print template',
      remove: 'Remove a print template',
      starter: 'A template that holds every tag',
      content: 'Download a print template',
      sample: 'Try a print template with a record',
    },
  },
}
