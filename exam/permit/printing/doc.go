// Package printing keeps account of the blank cards that permits are printed on: what came in, which card carries which permit, which were spoiled and
// destroyed, who got the others.
//
// Why every blank has a row (2026-11-23): a blank card that nobody misses is a false permit. Its number comes in once, is used once and is never free
// again: a spoiled one is destroyed by a second natural person, and its permit gets another.
//
// Why a permit has one live card (2026-11-23): a unique key of the database holds, whoever makes a batch at the same moment. Permits that were taken in from
// their papers have a card already and get one here only after a replacement or renewal.
package printing
