// Package permit turns a released pass into a credential and answers for it: pass record → application → review → permit,
// its status through the years, and the public check.
//
// Why (2026-11-21): status is derived, never stored as one word. What people decide (suspend, revoke, withdraw, cancel)
// is stored with two names; what the calendar decides (expiring, expired) follows from the dates on the day of the
// question; what the rules decide (a review that nobody needs any more) is asked of the rules. Every status a permit ever
// had stands in an append-only history.
//
// Why (2026-11-21): the public check finds a permit by one blind index over number and name together. An unknown number
// and a wrong name are the same lookup that finds nothing, so neither the answer nor its time tells them apart.
//
// Why (2026-11-21): theory counts for a permit if it was in life on the day of the practical, or on the day of the
// application where no practical is asked for; the practical must be in life on the day of the application. That is the
// reading in which each part is "used" by the next step. [design]; the authority sets the length of life.
//
// Why (2026-11-22): a ban is one per person, kind and decision while it is not lifted, by a unique key of the database. Two
// officials who enter the same decision at the same moment make one ban, not two of which one is forgotten at lifting.
//
// Why reminders keep one row per permit (2026-11-23): "once at each mark" has to hold over restarts, two nodes and a change of the rules. The
// row says the nearest mark that was reminded of and the day of the next; who writes it wins, in the transaction of the event. Marks that
// passed while nothing ran are not made up for: three texts at once help nobody. Employers get one word a run about all of their people,
// not one a permit. The marks are the rules' (expiring_notice_days), and a week before the end where they name none as near.
//
// Why a status on a day is derived from the history (2026-11-23): regulators and courts ask about the day of an accident. The row says what is
// now; the lines of the history name the decisions with their days, and the rules are asked for that day. On a day with several decisions the
// last one counts: the answer is for the end of the day. Nobody had a permit before the day it was made, whatever its period says.
//
// Why a renewed permit leaves the old one alone (2026-11-23): the new period starts where the old one ends, so both are needed on the days between
// the issue and that end. The old one gives up its place, so that nobody renews it twice, and ends by the calendar. A replacement, a correction,
// and a renewal whose period has begun end the old code at once (REPLACED): two codes for one period are what forgers live on.
//
// Why a deferral (延期换证) counts from the day of its decision (2026-11-23): the law allows no work while it lasts and names no first day; who
// asks for it is away. [design] Two persons lift it for who comes back early. It ends on the day that was asked for, at the latest
// as many months after the permit's end as the rules set in force says (deferral_max_months; left out: 60, a blank refuses until the authority decides); a renewed period starts at the old end all the same, so that waiting wins nothing.
//
// Why a correction follows the person's record (2026-11-23): name and number are kept in one place. The record is corrected first, at the
// counter and with the proof; the permit is then made anew from it by two more persons, and the national register has to confirm it again.
//
// Why (2026-11-21): one number per person and kind of credential, on all items; a passport's number is preceded by its
// country, because two countries may give the same number. Submitter, reviewer, releaser and issuer are four natural
// persons, judged by person, not by account.
package permit
