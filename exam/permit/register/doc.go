// Package register exchanges files with the national register (全国平台): what is to be reported goes out in numbered batches, the answers come
// back as a file that two natural persons put into effect.
//
// Why an outbox of lines (2026-11-23): each permit that is issued, and each act about one, becomes a line in the transaction of the act. A line
// leaves in one batch and never in a second one unless somebody asks for it again with a reason, so nothing is reported twice and nothing is
// forgotten. A batch keeps its rows as they were: it downloads as the same CSV, byte for byte, with the digest that stands on the trail.
//
// Why the file is judged before it is confirmed (2026-11-23): each row is matched with its permit when the file comes in, and what is wrong is
// said row by row. Nothing changes until another natural person confirms the import as a whole; then each permit is confirmed in a transaction
// of its own, by the rule that holds for confirmations by hand, and a crash in the middle goes on where it stopped. No machine asks the
// national site: its captcha asks for people.
package register
