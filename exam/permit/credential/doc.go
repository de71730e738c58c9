// Package credential is a permit as a device reads it without a network: the signed bytes behind the QR code (internal/cose/FORMAT.md §3 and §5)
// and the verdict on them. It is pure: what is trusted, what was taken away since and what time it is come from the caller.
//
// Why the verdict never says green on a doubt (2026-11-23): who looks at it lets somebody weld. What cannot be known here (an old list, a clock
// that stands before what was signed, a picture of somebody's telephone) is amber with its reason; what is known to be wrong is red.
//
// Why dates are judged by the later of the clock and what was signed last (2026-11-23): a clock set back would make an expired permit valid again.
//
// Library: golang.org/x/crypto/argon2, of the Go team, for the digest of a masked number: a number holds an ID number, of which there are
// few enough to try all against a fast hash.
package credential
