// Package sealed is the file in which the owner of a release of questions hands it to installations that may draw papers from it
// and nothing else. It knows the format and no bank: questionbank writes such files from its releases and takes them in.
//
//	magic "SUIKAO-SEALED/1\n"
//	length, manifest (canonical CBOR), Ed25519 signature over "suikao sealed release v1\0" and the manifest
//	frames: length, AES-256-GCM of a Record
//
// Lengths are four bytes, big endian. The manifest lies in the open: owner, release, root, terms, and for each receiver the content
// key in HPKE (X25519, HKDF-SHA256, AES-256-GCM) to the public key of that installation, its device key. A frame's nonce is its
// number, its associated data are the digest of the manifest and whether it is the last one, so that frames can be neither exchanged nor
// cut off. Records of items are filled up to multiples of 512 bytes: the length of a key would tell how many options are right.
//
// Why the signature does not cover the frames (2026-11-23): the signed root does. Each item and the salted hash of its key are under the
// Merkle root of the frozen release, and each picture under its item as a digest, so a receiver, who holds the content key and could
// make other frames, cannot make others that fit. What is not under the root is not in the file. It also means that the file is written and read in
// one pass, one record in memory.
//
// Library: fxamacker/cbor for bytes that are the same from everybody who writes them.
package sealed
