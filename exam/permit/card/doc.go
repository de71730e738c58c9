// Package card lays a permit out as a certificate and writes it as PDF: a page (A4) and a card of 85.6 × 54 mm, front and back. It knows
// no store, no service and no rights: a template, what the permit says, and fonts go in, bytes come out; the same in, the same out.
//
// Why the look is data (2026-11-23): the authority prescribes it and changes it. A template is a JSON text of faces, and of elements placed in
// millimetres; default.json is version 1. A template that puts an element outside its face, names an unknown placeholder or a text nobody can
// read is refused when it is handed in, with the place of the defect, never when somebody wants his certificate.
//
// Why the PDF is written here (2026-11-23): names need characters beyond the first plane (𠮷) and the file is to be PDF/A-2b. Of the libraries that are
// kept up, codeberg.org/go-pdf/fpdf v0.12 reads character maps of format 4 alone, which end at U+FFFF; signintech/gopdf v0.33 writes five digits where a
// ToUnicode map has UTF-16, and knows neither metadata nor output intents; pdfcpu v0.15 works on finished files. What a certificate needs of PDF is text,
// boxes, one picture: a few hundred lines, each of which the tests give to poppler and qpdf.
//
// How far PDF/A goes (2026-11-23): embedded subset fonts with ToUnicode, XMP metadata with the part and level, an sRGB output intent, an ID, no
// encryption, transparency, scripts or outside references: what ISO 19005-2 level B asks of such a file, checked rule by rule in a test. No complete validator
// was at hand, so conformance is claimed in the file and not certified by one.
//
// Why a character may be refused (2026-11-23): a certificate with an empty box in place of a character of a name is worse than none. The fonts cover
// GB 18030's characters of names in use (the first plane, and what the table of general standard characters has beyond it) and those that the second font
// adds; a character that none has is an error that names it. An installation can give further fonts, such as those with the rare characters of the registers.
//
// Why two places for codes (2026-11-23): the prescribed place of the QR belongs to the national platform. It stays empty and framed; ours stands beside it and is
// called 核验码. A card whose only code leads to us would look like those of cloned sites.
//
// Why a seal is written with the file and not after it (2026-11-23): one writer knows where everything stands, so the signature covers all bytes but its own. The
// sub-filter is that of ISO 32000-1, adbe.pkcs7.detached, which readers of PDF check without more; the profile of PAdES forbids an attribute (signing-time) that the library
// for CMS always writes.
//
// Why there is no OFD (2026-11-23): GB/T 33190 has the same page model and the templates would serve, but no maintained Go library writes it and no free viewer on
// this machine could have judged what we wrote. PDF/A is the form that ZWFW C 0210 names first.
//
// Libraries: golang.org/x/image/font/sfnt reads character maps and widths; boombuler/barcode makes the QR.
package card
