// Package courseware records training: in this slice class hours entered by a training centre and exemptions from
// training, and it answers whether a person's hours reach what the rule in force asks for.
//
// How to use it: Service.Record and Correct are for a centre's TRAINING_CLERK; Submit, Decide and Revoke for exemptions.
// Service.HoursOf answers other contexts (booking, permit) and checks no rights; Hours.Met says whether the requirement
// is reached, or rules.ErrBlank where the authority has not set it. One class hour (学时) is 45 minutes.
//
// Why entries are never changed (2026-11-21): the training record is evidence by law (安全生产法 Art. 25, 28). A wrong entry
// gets a correcting entry that names it and a reason; the last one of such a chain counts, the others stay readable. A
// unique key allows one correction an entry, so a chain cannot fork.
//
// Why the same training is looked for under a lock (2026-11-22): pages send a request key, but two clerks, or a page of old,
// do not share one. A trainee's row in hours_guard is held while an entry is made, for the daily limit already, so the
// look for the same organisation, item, kind, mode and days cannot be overtaken.
//
// Why the employer is frozen into the entry (2026-11-21): dispatched workers and student interns are trained like a unit's
// own people (Art. 28) and are counted so years later, when they work elsewhere.
//
// Why a clerk names the person by document and name (2026-11-21): trainees come from enterprises outside the centre's
// subtree, so the clerk cannot look them up. Both must match, and the refusal does not say which one did not.
package courseware
