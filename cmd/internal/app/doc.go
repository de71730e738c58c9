// Package app wires the house: it opens what the configuration names, plugs the contexts into each other, and runs and
// stops the whole program. Nothing is decided here; adapters only translate between neighbours.
package app
