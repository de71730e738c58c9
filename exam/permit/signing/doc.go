// Package signing ties permits to what devices check without a network: it gives each permit its place in the status lists, follows what people
// decide about it, makes the versions that devices fetch, and signs the codes for cards, phones and posters.
//
//   - Follower: hangs on exam/permit and writes in the transaction of the act.
//   - Publisher: numbers what changed (Publish, a job) and answers with snapshots, differences and W3C lists.
//   - Coder: signs the code of a permit, by the keys that count today.
//
// Why marked and numbered apart (2026-11-23): see exam/permit/statuslist. What an act writes is in every answer that is
// made from then on, if need be under the number of the version before: devices take states as they are now, so one that comes early does no harm.
//
// Why a code is signed when it is asked for and not stored (2026-11-23): keys rotate and a stored code would outlive its key; signing takes 30 µs.
package signing
