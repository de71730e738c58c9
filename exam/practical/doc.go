// Package practical runs the practical examination: which tasks a person draws, what two assessors saw, and whether that
// is a pass. Four subjects with weights that sum to 100, one task drawn per subject, and veto items, of which one hit fails
// the whole examination (安全技术实际操作考试标准 for 低压电工 and 熔化焊接与热切割).
//
// Why (2026-11-21): both assessors enter the whole sheet without seeing the other's, and only equal sheets count. A sheet
// that one person fills and another signs unread is how marks are made up.
//
// Why (2026-11-21): tasks are drawn by the program from a seed that is stored, so that nobody picks a person's tasks and
// the draw can be repeated.
package practical
