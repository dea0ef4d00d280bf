/** Bulk changes: many records at once. */
export default {
  problems: {
    bulk: {
      which: 'Say which records are meant by ids or by filter, and only by one of them.',
      nothing: 'Choose at least one field to change.',
      not_several: 'This field holds one value; give the new one instead.',
      too_many: 'At most {max} records at once; narrow the list by a filter first.',
      not_undoable: 'This change is still under way, or has been taken back already.',
      kept: {
        changed_since: 'Changed by somebody since; it stays as it is.',
        in_use: 'Other records use it; it stays as it is.',
        not_unique: 'Another record has the same value by now; restore it from the bin with another value.',
        not_possible: 'The old values are not possible any more; it stays as it is.',
      },
    },
  },
}
