// Package volume is the file of an archive (卷): an index to read, the files themselves, a manifest of their digests, and a signature. It knows no store and
// no rights: files go in, a ZIP comes out; the same in, the same out, but for the signed time.
//
// Why the index is a PDF and the manifest JSON (2026-11-23): an archivist reads paper for decades, a program reads digests. Both say the same, and the
// manifest holds the digest of the index.
//
// Why the whole container is written again to verify it (2026-11-23): a reader of ZIP files looks at what it needs and overlooks the rest. What was read and
// found right is written once more by the same writer and compared byte by byte, so that nothing can be hidden in or changed about a volume.
package volume
