// How items stand, quarantine, notes for those who review sittings.
export default {
  ih: {
    title: 'Item statistics', toItem: 'The item', ofCase: 'A case is counted as a whole: right when all its questions are, timed by all of them; below stands which of them were right. Its questions hang together and are not estimated one by one; papers are drawn by the difficulty its writer gave, once for each. When it seems to have leaked, the whole of it is proposed for quarantine.', partsRight: 'right: {list}', partsNone: 'none right', noStem: 'Item …{id}', open: 'Statistics and quarantine', reason: 'Reason',
    responses: 'Answers counted', share: 'Answered rightly', stage: 'Estimated from', stages: { 0: 'the writer\'s label', 1: 'share of right answers', 2: 'every sitting', 3: 'every night' }, difficulty: 'Difficulty (logits)', slope: 'Discrimination', biserial: 'Point-biserial', infit: 'Infit', told: 'Answered in another language (not counted above)', late: 'Open at the end', pace: 'Usual time', seconds: '{n} s', watch: 'Leak watch / bound', on: 'Figures of',
    flags: 'What to look at', noFlags: 'Nothing was found.', tooFew: 'Fewer than 200 answers: too few to judge.',
    flag: { REVERSED: 'The key may be wrong:', DISTRACTOR: 'A distractor beats the key:', WEAK: 'Hardly tells people apart:', MISFIT: 'Does not fit:', HARD: 'Very hard:', EASY: 'Very easy:', SLOW: 'Time runs out:' },
    flagHint: { REVERSED: 'those who know more answer it wrongly more often. Check the key.', DISTRACTOR: 'the best third of people choose another option more often.', WEAK: 'the point-biserial is below 0.10.', MISFIT: 'infit is outside 0.7 to 1.3.', HARD: 'less than 30 % right.', EASY: 'more than 98 % right.', SLOW: 'more than 10 % had not answered when time was over.' },
    curve: 'Chance of a right answer', curveText: 'How likely a right answer is, by ability. The upright line is somebody who just passes.', curveLabel: 'Too few answers yet: drawn from the writer\'s label.', chance: 'Right answer', ability: 'Ability (from the pass mark)', cut: 'Pass mark',
    choices: 'What was chosen', choicesText: 'People in thirds by their score on the other items. The key of a good item rises to the right.', third: { last: 'Last third', middle: 'Middle third', best: 'Best third' }, people: 'People', right: '{name} (key)', blank: 'No answer', noFigures: 'Reckoned every night; not there yet.', hidden: 'Your role does not show keys, and what was chosen would show them.',
    weeks: 'Week by week', weeksText: 'On {n} papers in the fullest week; the thick line is relative to it.', seen: 'Papers', rightShare: 'Answered rightly', week: 'Monday',
    quarantine: 'Quarantine', quarantineHint: 'An item in quarantine is on no paper from the next draw on; papers drawn before stay. The program proposes, people decide; whoever proposed does not.', owner: 'Waits for {name}; other reviewers can decide as well.', short: 'The bank would be short, so the item cannot go out. Add items or change the blueprint first:', enough: 'The bank carries the blueprint without it.', never: 'Never in quarantine.',
    state: { PROPOSED: 'To be decided', DISMISSED: 'Left in use', OUT: 'In quarantine', BACK: 'Back in use', RETIRED: 'Out for good' },
    byWatch: 'Proposed by the leak watch: sum {sum}, {n} answers', byPerson: 'Proposed by {name}', dismissedBy: 'Left in use by {name}', outBy: 'Put out by {name}', backBy: 'Brought back by {name}', retiredBy: 'Retired by {name}',
    propose: 'Propose quarantine', proposeEffect: 'The item stays in use until another reviewer has decided.', proposed: 'Proposed; another reviewer decides.', out: 'Put out', outEffect: 'On no paper from the next draw on; papers drawn before stay.', dismiss: 'Leave in use', dismissEffect: 'The item stays in use.', back: 'Bring back', backEffect: 'May be drawn from the next paper on; the leak watch begins anew.', retire: 'Retire', retireEffect: 'This version will be on no paper again.',
    frozen: 'What releases froze', frozenHint: 'Papers go by what their release froze; new figures wait for a new release.', release: 'Release', frozenAt: 'Frozen', atCut: 'Right at the pass mark', notReleased: 'In no release yet.',
  },
  fk: {
    hint: 'Answers of these papers were quick and right as if much had been known before. A reason to look at the recording, no finding, and no result depends on it. Report a breach as an incident.', sitting: 'Sitting', day: 'Day', index: 'Index', share: 'Share that fits', note: 'What was seen', acts: 'Acts', look: 'Note a look', lookEffect: 'Keeps what you saw; changes no result.', film: 'Recording', open: 'To be looked at', looked: 'Looked at', emptyTitle: 'No notes', emptyHint: 'They are listed here when there are some.',
  },
  diff: {
    title: 'Compare versions', only: 'This item has one version.', against: 'Version {n} against', version: 'version {n} ({state})', none: 'Both versions say the same.', gone: 'removed', new: 'added', inPart: 'Part {n} · {field}',
    from: 'was {letter}', nowRight: 'now right', wasRight: 'no longer right', remarks: 'Remarks on version {n}',
    field: { type: 'Type', stem: 'Stem', options: 'Options and key', explanation: 'Explanation', citation: 'Citation', topic: 'Topic', chapter: 'Chapter', difficulty: 'Difficulty', points: 'Points', tags: 'Tags', fact: 'Same fact', enemies: 'Enemies', media: 'Pictures', areas: 'Areas of the picture', spoken: 'Sounds' },
  },
}

export const foreknowledgeMenu = { foreknowledge: 'Answer notes', itemHealth: 'Item statistics' }
