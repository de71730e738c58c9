// Package blob keeps files that are too large for the database: photos, materials, recordings, course files, exports.
// A folder on this machine keeps them by default, an S3-compatible store in production.
//
// A blob is there whole or not at all: Put returns after the bytes are durable, and a reader that fails, a limit that is
// passed or a power cut in between leaves nothing under the key. What a blob must contain is known by the SHA-256 that
// Put returns and the caller keeps in the database; blobs themselves carry no meaning and no rights.
//
// Why a folder needs four steps (2026-11-21): write beside, fsync, rename, fsync the folder. Without the first fsync a
// power cut leaves an empty file under the right name; without the last it may forget the name. All paths go through
// os.Root, so that not even a link somebody put into the folder leads out of it.
//
// Why uploads to S3 are spooled (2026-11-21): S3 wants the length first, and a reader that breaks off half-way must not
// become an object. The temporary file also lets a failed transfer be repeated.
//
// Why sealing is a store of its own (2026-11-22): photos and scanned papers say more about a person than the numbers that
// are encrypted in the database, and stores, their backups and their administrators are many. Sealed encrypts in front of
// any store, so a backup of the store below holds nothing readable, and restoring it needs only the key file. What is not
// sealed is refused rather than passed on: a reader that took both would take what an intruder put there.
//
// Library: minio-go v7 rather than the AWS SDK or gocloud.dev: one module instead of dozens, path-style addresses and
// plain S3 without extensions of one vendor, which is what the stores in domestic clouds and server rooms speak; its
// Object is a ReadSeeker over ranges, which serving recordings needs.
package blob
