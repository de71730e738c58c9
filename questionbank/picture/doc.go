// Package picture judges the pictures of items: PNG, JPEG and SVG, from strangers' files. Check takes bytes apart within
// bounds and gives back bytes that are safe to keep and to show: what is not needed for seeing the picture (remarks, places
// and names that cameras write, bytes behind the end) is left out, what could act or reach outside (scripts, links, entities,
// foreign content) is refused by name. It is pure: no files, no network, no clock.
//
// Why SVG is written anew (2026-11-22): a list of what is forbidden is never complete. Only elements and attributes on a list are
// written, in one form; whatever is not on it and does nothing is left out, whatever is meant to act is an error, so that
// nobody wonders where a part of a drawing has gone. What Check has written, Check takes again byte for byte: the digest
// of a picture is that of what is kept, and survives an export and an import.
//
// Why raster pictures are decoded to the last line (2026-11-22): a seat that cannot show a picture in an examination is worse than a
// refusal at the upload. The size is read first and bounded, so that a few bytes cannot ask for gigabytes.
//
// Why no library (2026-11-22): the standard library decodes PNG and JPEG and reads XML tokens without entities from outside; a
// sanitiser of HTML would bring far more than these three forms need.
package picture
