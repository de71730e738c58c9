// Package redraw draws papers again for an auditor and names what does not fit: from files alone (an export, checked on any
// machine), or from the database of the house, where it also compares with the paper that was sat and with the log.
package redraw
