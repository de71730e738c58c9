// Checking a list of permits by a file.
export default {
  permitSheet: {
    hint: 'Upload a list of people (Excel or CSV, at most 20 MB and 20,000 rows) and have each permit checked. Columns: 姓名 (name), 证号 (permit number) or 证件号码 (document number), 作业项目 (item, may be left out). Holders see which organisation asked.', check: 'Upload a list', effect: 'Each row is written down as asked by your organisation. Only you see the answer, which is deleted after an hour; the file is not kept.', checked: 'The list is checked.',
    template: 'Template', left: '{n} rows are left today; {m} more may find nothing, after that nothing is answered today.', closed: 'More than {n} rows found nothing today, so nothing more is answered today, to keep numbers from being guessed. Check the list and try again tomorrow.',
    mine: 'My answers', file: 'List', rows: 'Rows', at: 'Checked', ends: 'Kept until', look: 'Look', forget: 'Delete now', forgetEffect: 'The answer is deleted at once and for good.', forgotten: 'Deleted.', emptyTitle: 'No answers yet', emptyHint: 'After an upload the answer stays here for an hour.',
    answer: 'Answer', age: 'Checked {at}, {n} minutes ago.', deletes: 'Kept until {at}.', download: 'Download (Excel)', all: 'All', row: 'Row', name: 'Name, number', verdict: 'Verdict', reason: 'Reason', held: 'Permits held', until: 'until {day}', more: 'Show more', colon: ': ', noneHint: 'Check number and name against the permit',
    verdicts: { MAY_WORK: 'Valid', LOOK: 'Look closer', NO_WORK: 'No work', OTHER_ITEM: 'Not for this item', NONE: 'No such permit, or another name', BAD_ROW: 'Wrong row' },
  },
}
export const permitSheetsMenu = { permitSheets: 'Check a list' }
