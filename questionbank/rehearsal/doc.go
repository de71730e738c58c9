// Package rehearsal draws a thousand papers from a blueprint and a release before anybody sits one, and says what they are like:
// how far they spread in expected score, difficulty and information at the cut, how evenly they use the items, how many
// questions two of them share, how long they take, and what one person meets in twenty attempts.
//
// It is a pure function of a plan: its seeds follow from the digests of release and blueprint, its counts begin at nought and end
// with it. It touches no exposure, no statistics and no log, and tells nobody anything about a paper that will be sat: the seed
// of a true draw is signed.
//
// What the numbers are worth depends on how many items were measured. Labels of difficulty stand in for the others; the report
// says how many these are, and alikeness by labels is not called equivalence.
//
// Why floating point here (2026-11-22): a report is stored and shown, and nothing is drawn or replayed from it.
//
// Why the time is reckoned from characters (2026-11-22): before an item was answered nothing is known of how long it takes. Five
// characters a second and ten seconds for thinking are what slow readers need; the page calls it an estimate.
//
// Libraries: none.
package rehearsal
