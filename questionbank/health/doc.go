// Package health collects what answers of certification sittings say of items, and keeps what people decide about items
// that became known. It feeds questionbank/calibration, which does the reckoning, and is the question bank's Standing.
//
// What counts: FORMAL sittings whose result was released. Robots, mock and class examinations, provisional, held and void
// results never do. Each sitting that counts has one sheet (its answers by place in the release, choice, time), so that it
// counts once, whatever is killed when. A result that is made void loses its sheet, one that is restored gets it again; a
// corrected key marks the sheets of its release anew.
//
// The job (WorkOnce): decisions about results are read in the order of their time from a mark that is moved in the transaction
// which adds the sheets. A transaction that decides may commit later than one with a later time, so that each run begins an
// hour before the mark and passes over what it knows. With each sitting the shares, the online difficulties, the paces and
// the watch for leaks move on. Once a night (from two o'clock, China time) everything is reckoned anew from the newest 40,000
// first attempts of a bank: what is void by then is out of all figures but the sums of the watch, which begin anew by themselves.
//
// Units in the database: millionths of a logit, a share, a sum, or a logarithm of milliseconds, as integers. Rounding to a
// millionth when states are stored changes no figure that is shown.
//
// What a release freezes (Measured): of each version with ten answers or more the integers that a draw goes by, at the bank's
// cut. A draw never looks at anything newer. Items with fewer answers are drawn by their writers' label.
//
// The cut of a bank is 0 on the scale of the labels until nine tenths of the items that its blueprint draws from have a hundred
// answers; that night sets it to the ability whose expected score is the pass mark, and it stays, because later nights are
// linked to the scale of the one before.
//
// A case is one answer: right when all its questions are, its time the sum of theirs, its choice which of them were right. The models take
// answers for independent of each other, which questions about one text are not; a testlet that is scored as a unit is (Wainer and Kiely
// 1987, Journal of Educational Measurement 24). So it has a share, a discrimination, a curve and a watch like any item, and is proposed for
// quarantine as a whole. A draw does not go by that curve: it needs what is to be expected of each question, and takes the writers' label
// for each. "Hard" and "distractor" are not said of a case: all of several right is rare, and no wrong choice stands beside one key.
//
// Each question of a case by itself (Part): how many answered it rightly, how many left it open, then or when the time was over, and its
// point-biserial with the rest of the paper without the case, so that an author sees which one misleads. It is shown and flagged and enters
// nothing else. The sheet says how each question was answered and the night adds it up: no table of its own. Sheets from before
// 2026-11-23 hold no cases, and the first ones that do hold the whole alone; such answers count for the case and for none of its questions.
//
// Quarantine: the watch proposes, or a person; a person decides, another than who proposed. Before deciding they see what would
// be short. A quarantine under which the blueprint in use could not be kept, a retake without repeats included, is refused:
// publication fails, a candidate never does. A version that is out is left out of the very next draw, whose record says so.
//
// RETIRED says that a version which became known never comes back into papers. Its state in the bank stays APPROVED, because that says
// what two people decided about its content, and content is not what is wrong with it: papers, keys and results that name it go on
// naming an approved version. It enters no draw of any release (Shelf.Out), counts in no pool that publication checks, and a new
// version of the item, with another stem, is free of it. Whoever wants it out of new releases too retires it in the bank.
//
// Foreknowledge of one person is a note for those who review sittings. It is no finding, changes no result and hangs on
// nothing; candidates, employers and item writers do not see it.
//
// Why the proposal waits for who approved the version (2026-11-22): that is a named person who knows the item. Any other
// reviewer of the bank can decide as well, so that nothing waits for one who is away.
//
// Why right answers are marked again with each key and not stored for ever (2026-11-22): an item with a wrong key looks hard and
// strange, and would stay so after the key was mended.
//
// Why the sums of the watch keep what a void result added (2026-11-22): a sum that is cut off at zero cannot be taken back by one
// summand; it would have to be run again over all answers since it began. A sitting made void for cheating is moreover what the watch
// looks for. The price is an early proposal, which a person decides on figures without that sitting; each decision begins the sum anew.
//
// Why times come from the server's clock (2026-11-22): the time of an answer is what lies between it and the entry before it in the
// journal. Answers that arrive together after an outage have no time, nor has what lies across a pause.
//
// Why answers in another language are left out (2026-11-23): they measure a translation as much as an item. They stay on their sheet with a
// mark, so that a later decision can count them, and enter neither difficulty nor curves, neither the watch for leaks nor the share of
// right answers; the page of the item says how many there are. Questions of the same sitting that were shown in Chinese count.
package health
