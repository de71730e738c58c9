// Package seal makes electronic seals (电子签章) for certificates: a detached CMS SignedData (RFC 5652) that names its certificate (ESS signing-certificate-v2, RFC 5035).
// The key is a file of mode 0600, or lies with a service that speaks the API of the Cloud Signature Consortium (CSC API 2.0,
// signatures/signHash, with the implicit authorisation of a bearer token): the service gets the hash of the signed attributes, never a certificate's content.
//
// Why CSC (2026-11-23): it is the published interface of remote signing services, spoken by several vendors. The seal platforms of provinces each have one of their own; an
// adapter is a crypto.Signer, as Remote is, and the rest stays.
//
// Why no SM2 seal (2026-11-23): GB/T 38540 asks for a structure of its own (SES_Signature) inside an OFD or a PDF handler that common readers do not have; no kept-up Go
// library writes it, and nothing on this machine could have judged ours. The permit's own code is signed with SM2 where it is asked for (internal/cose).
//
// Library: smallstep/pkcs7 v0.2.3 (July 2026, kept by a vendor of certificate authorities; no dependencies beyond the standard library) rather than mozilla's, which it
// continues, or digitorus/pdfsign, which the module proxy does not have.
package seal
