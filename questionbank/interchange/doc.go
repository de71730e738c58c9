// Package interchange reads and writes the files of the question bank: Excel and CSV tables, alone or with their pictures, Moodle XML, GIFT, Aiken and QTI
// packages (2.1, 2.2, 3.0) in both directions, the empty template, and the archive from which an auditor draws papers again.
//
// There is one neutral form, questionbank.Content, and one reader and one writer per format. Reading turns a file into
// contents, failures and losses; it decides nothing about a bank. What a cell of the answer column holds is in no failure
// and in no log: a failure names row, column and code alone.
//
// What does not come over is said, never dropped in silence. On the way in, the reader names it: a question of another kind,
// one with a formula or a picture in an option, credit for single options, a fixed order of options. Combined feedback ("your answer is right"),
// penalties and the names of questions in Moodle are not named: they say nothing about the question. On the way out, the
// report is made by reading the written file again and comparing.
//
// Formats that know tags alone carry difficulty, chapter, law, fact and enemies as tags that begin with the template's
// heading ("难度:2"). Topics are categories in Moodle XML and GIFT. A choice between the words for right and wrong is read as
// a true/false item, unless a tag says that it is a single choice.
//
// Why a ZIP with two files of one name is refused (2026-11-23): which of them counts is for every program another one, so that what was checked
// and what is taken could differ. Names are compared after their signs are put together and, where nobody said UTF-8, read as GB 18030
// if only that makes Chinese of them.
//
// Every file is hostile until read: sizes are bounded before and after unpacking, also those of one item; a document type is
// refused, so no entity can be defined or lead out; nesting is bounded; a path in a package is a key of a map and never
// touches the disk, and one that leads out refuses the package.
//
// Why (2026-11-21): the archive is a ZIP of canonical CBOR files plus a manifest in JSON for people. The replay reads
// only the CBOR, whose digests the draw record holds; the manifest can be lost without loss of proof.
//
// Why the report reads the file again (2026-11-22): a list of what a format cannot carry is one more thing that can be wrong;
// what the reader gives back is what another house will see.
//
// Pictures travel in QTI packages (files beside the items, img with its description; a hotspot item is a hotspotInteraction,
// what its areas hold is their hotspotLabel) and in Moodle XML (Base64 beside the text, which has no form for a hotspot).
// Clips travel there too: in QTI as an object that holds the still, in Moodle as a video with the still as its poster.
// Tables name pictures and clips that the bank has, by file name or digest, and say that they do not hold them; or both travel in a ZIP, where
// a name is a path from the table or from the top, or a file name that is there once. GIFT and Aiken have no
// place for either: the item is left out of such a file and named, because a stem without its picture would be drawn one
// day, and nobody could answer it.
//
// A case travels in tables, as rows below its own, and in QTI as a composite item: a choice with a response of its own for each
// question, and a rule that adds each question's share to the score. What stands between two questions of a foreign composite
// belongs to the second; where interactions of other kinds stand among them, more than a case has, or words behind the last, the item is left out
// and named, as is one that is adaptive.
//
// Why a clip is an object in QTI 3 too (2026-11-23): video has a poster and no words for it, and whether words may stand in it differs
// between readers of the schema. An object may hold a picture with its description in every version, and browsers show
// it where they cannot play the clip. Both forms are read.
//
// Why a poster is described by its clip's words (2026-11-23): it has none of its own, and it shows the clip. A clip without a still is wrong in
// its row: somebody has to choose what is seen where the clip does not come.
//
// Why a bad picture is a failure and not a loss (2026-11-22): a question whose picture is missing, is none, acts, leads out of the
// file or has no description is wrong in its row, so no row of the file is taken. To leave such a question out would be to
// let the writer believe that the file came over. All are judged by questionbank/picture, each once, and together they may
// ask for no more work than maxJudged.
//
// Why selectPointInteraction is left out (2026-11-22): it knows the right areas alone. An item of the bank names all areas that
// can be chosen, right and wrong, so that keyboard and screen reader can choose them too.
//
// Why wide spaces stay (2026-11-22): "（　）" is where the answer belongs in a Chinese stem. Letters and digits in full width
// become narrow as in every table.
//
// Why fuzzing minimises little (2026-11-23): with go's default a run of a minute spends nearly all of it on making the first new input
// smaller, because the seeds are packages and films: FuzzQTIItem found 4 new inputs in a minute, with -fuzzminimizetime=20x 566.
//
// Libraries: none but internal/sheet and the standard library; encoding/xml expands nothing but the names of HTML.
package interchange
