// Package outside answers those who check permits by machine: enterprises and site gates with a key of their organisation, many rows at once. It
// writes down who asked about whom, and tells the holder.
//
// Why a key stops at its misses (2026-11-23): a name that does not fit and a number that does not exist are one answer, but a machine that may ask ten
// thousand times a day could still try names until one fits. Every row that finds nothing counts; a request that would pass the bound is answered with no
// row at all and ends the key. So nobody learns more than MissesPerDay wrong guesses a day, and who made the key is named on the audit trail.
//
// Why strangers are only counted (2026-11-23): a public check knows nothing of who asks, and a row per look would make every look a write. They are
// counted in memory and added to the month every half minute; a node that dies loses at most that half minute of counts, which nobody relies on.
package outside
