// Package outside answers those who check permits by machine: enterprises and site gates with a key of their organisation, many rows at once. It
// writes down who asked about whom, and tells the holder.
//
// Why a key stops at its misses (2026-11-23): a name that does not fit and a number that does not exist are one answer, but a machine that may ask ten
// thousand times a day could still try names until one fits. Every row that finds nothing counts; a request that would pass the bound is answered with no
// row at all and ends the key. So one key learns of no more
// than MissesPerDay wrong guesses. The bound is per key, not per organisation: a person with the right can make another, and the audit trail names who did.
//
// Why strangers are only counted (2026-11-23): a public check knows nothing of who asks, and a row per look would make every look a write. They are
// counted in memory and added to the month every half minute; a node that dies loses at most that half minute of counts, which nobody relies on.
package outside
