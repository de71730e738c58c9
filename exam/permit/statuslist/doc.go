// Package statuslist tells the world which permits are not what they were when they were signed. A permit gets a place when it is issued; its
// state stands there, and devices carry all states with them (internal/cose/FORMAT.md §6 and §7). Outsiders read the same as W3C Bitstring
// Status Lists (Recommendation of 2025-05-15).
//
//   - Codec: Snapshot and Delta are the signed bytes, List is what a device keeps of them and asks.
//   - Service: gives places and follows what people decide, in the transaction of the act; Publish makes a version of it.
//
// Why places are random in lists of 131,072 (2026-11-23): a place that followed the order of issue would tell whoever sees two cards how many
// were issued between them, and when. 131,072 is the least size that the W3C asks for. A list is left when 32 places drawn are all taken, at about
// nine tenths full.
//
// Why a version is made by a job and not by the act (2026-11-23): a counter in the act's transaction would make all officers wait for one row. The
// act marks its place; the job, every few seconds, numbers what was marked. Devices ask for the difference between two versions, which is
// read from the places themselves, so it is never lost.
//
// Why Golomb–Rice and not a compressed bitmap (2026-11-23): 50,000 revoked among 10,000,000 are 57 kB at best by their entropy; these take 5 %
// more, in 30 lines that a device in any language can have. gzip of the bitmap takes half as much again.
package statuslist
