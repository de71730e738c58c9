// Package outside answers those who check permits by machine: enterprises and site gates with a key of their organisation, many rows at once. It
// writes down who asked about whom, and tells the holder.
//
// Why a key stops at its misses (2026-11-23): a name that does not fit and a number that does not exist are one answer, but a machine that may ask ten
// thousand times a day could still try names until one fits. Every row that finds nothing counts; a request that would pass the bound is answered with no
// row at all and ends the key. So one key learns of no more
// than MissesPerDay wrong guesses. All keys and files of an organisation together have a bound of their own, or a new key would bring new guesses: past it
// the organisation is answered nothing more that day, and what a stopped key asked last counts towards it.
//
// Why files are answered at once and kept an hour (2026-11-23): a list of 20,000 takes seconds, and who uploads it waits for it. The answer is kept sealed,
// for the uploader alone, as long as it takes to page through it and to fetch the file; the upload itself is kept nowhere. Rows are looked up, counted,
// written down and kept in transactions of 500, so that a long list stops nobody; a list that passes a bound on its way is answered not at all.
//
// Why strangers are only counted (2026-11-23): a public check knows nothing of who asks, and a row per look would make every look a write. They are
// counted in memory and added to the month every half minute; a node that dies loses at most that half minute of counts, which nobody relies on.
package outside
