// Package transcripts enters each released result into the transparency log and gives out the file that proves it (exam/transcript).
//
// Why the head is stored and not put together again (2026-11-23): the log holds a digest of its bytes. Were one field of the result to be written
// otherwise in a later version of the program, no old transcript could be proved any more.
package transcripts
