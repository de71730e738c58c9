// Package news tells others what becomes of permits: addresses of enterprises and site gates, and readers with a key. What happens is noted in the transaction in
// which it happens, given to the subscriptions that watch the permit or employ its holder, and sent, or read as a stream.
//
// The scheme of signatures is that of Standard Webhooks (standardwebhooks.com, version 1.0.0): the headers webhook-id, webhook-timestamp (seconds since 1970) and
// webhook-signature, which holds "v1," and the base64 of HMAC-SHA256 over "id.timestamp.body" for each secret in force, with a space between. A secret is written
// "whsec_" and base64 of its 32 bytes; the HMAC's key is the bytes. webhook-key-id is ours: which subscription, which of its secrets. After a rotation both secrets sign for a day.
//
// Why one number line per subscription (2026-11-23): an id that is made before the commit may become visible after a later one, and a reader who goes on after the later
// one never sees it. The number is given under the lock of the subscription's row, in the transaction that adds the item, so numbers appear in their order and without gaps.
// One cursor serves the address, the stream and the long poll, on every node.
//
// Why an address is told in order (2026-11-23): "suspended" after "resumed" would be read as suspended. An item that fails holds up those behind it, at the same address
// only; after three days of failing the subscription is paused and its owners are told. Nothing is lost by that: items wait thirty days, and Resume goes on where it stopped.
//
// Why holders see who is told (2026-11-23): a subscription is a check that repeats itself. The organisation stands in the holder's list as if it had asked.
//
// Why a watch list answers nothing (2026-11-23): saying which of its lines exist would be a batch check without bounds. Lines that fit nothing are kept like the others, as
// blind indexes; a permit that is issued later is told.
//
// Why a permit of before has an event of its own (2026-11-23): who hears "issued" takes it for a new examination, and a file of twenty thousand papers would say so twenty
// thousand times. IMPORTED says that a permit is known here from now on; papers that are over by then are told to nobody, nor that they expired.
package news
