// Package photo decides by machine whether an upload can be a document photo: type, size, shape, a light background and
// something before it. Whether it shows the right person is decided by a person (exam/people, DecidePhoto).
//
// It is pure: no storage, no rights; it imports nothing of exam/people.
//
// Libraries: none beyond the standard library.
//
// Why every picture is decoded and encoded again (2026-11-21): nothing but pixels may reach a ticket or a permit, neither
// places and names in metadata nor a script behind the last byte.
//
// Why a package of its own (2026-11-22): exam/people had grown past 4,000 lines, and this knows nothing of persons.
package photo
