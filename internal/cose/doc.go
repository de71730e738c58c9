// Package cose signs small records and reads them back on devices without a network: COSE_Sign1 (RFC 9052) with ES256 and SM2, the text of a
// QR code, trust lists, and keys. FORMAT.md is the specification; testdata holds vectors for other implementations.
//
// Why written here and not by a COSE library (2026-11-23): a verifier must refuse every encoding but one, or a code can be changed without
// breaking its signature; that check is most of the code. CBOR itself is github.com/fxamacker/cbor/v2 (kept by its author, fuzzed, in use by
// every Go COSE library). github.com/veraison/go-cose checks in the tests what is signed here.
//
// Why a purpose in the signed bytes (2026-11-23): one key signs permits and status lists; without it a list could be shown as a permit.
//
// Why SM2 has a private number (2026-11-23): no COSE algorithm is registered for it. SM2 and SM3 are github.com/emmansun/gmsm.
//
// PKCS#11 needs cgo, which this program is built without: keys in hardware are reached through a Signer that speaks HTTP.
package cose
