// Package making makes certificates (制证): the PDF of one permit for its holder or the authority, and the templates that say how it looks.
//
// Why the template of the day of issue (2026-11-23): a certificate that was issued under one look keeps it, however often it is fetched; a new look counts
// for permits valid from its day on. Of the approved templates the one of the nearest authority counts, and of that one's the newest; where there
// is none, the version 1 that is built in.
//
// Why two persons (2026-11-23): whoever can change the look can take the warning off it or move the place of the national code. A template is proposed by
// one holder of PERMIT_ISSUER and decided by another natural person, who sees the specimens of exactly the text that was proposed; its SHA-256 stands on the trail.
package making
