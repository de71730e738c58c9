// Package review carries a breach from what an officer referred to a decision that a court can read (process of the bureau, section 5):
// facts established and signed by two named people, notice (告知书), statement (陈述申辩), decision (决定书) with its legal basis, the
// record of service (送达), appeal (申诉) and the notice of 行政复议 and 行政诉讼. Nothing here is decided by a machine: every step has a
// named person, and no step but the passing of a period is taken without one.
//
// Two people of the examining body sign what they establish. While facts are being established nobody is handed another person's
// finding, nor whether it says yes or no: not by the case, not by the trail, not by an event. Where two agree on an act the issuing
// authority takes over; it must be another organisation and other people. Where two differ a third one signs, blind too.
//
// What may be imposed comes from the rules in force on the day of the act (void_current, void_passed, ban months, by degree); where the
// authority has not set them no notice can be written. A decision never goes beyond its notice. Results are voided by exam/release and
// bans entered by exam/permit, where another person confirms them; each consequence has a status of its own. All of it happens when the
// decision is served, in one transaction, not when it is written.
//
// The person sees the case from the notice on: documents, what was noticed and when, the own recording around it. No question, no
// answer, no score of a detector. Confirming receipt on the portal is service; without it the authority serves by hand or by post.
//
// What happened while an emergency stood in the room is cited by nobody: no case is opened about it and no breach is signed by it, unless
// the matter is the emergency itself (proctor.Kind.OfEmergency). An authority plays nothing of it either.
//
// Why a result is voided at service and the sitting only at the end (2026-11-22): a decision works from its service on, but an appeal
// may revoke it. The state VOIDED of a sitting is final; the state of a result can be given back with a version that says why.
//
// Why documents are kept as they were written (2026-11-22): a template that is mended later must not change what somebody was served.
//
// Why receipt on the portal is confirmed by a separate act (2026-11-22): periods run from it; opening a page by chance must not start
// them.
//
// Libraries: none beyond the standard library.
package review
