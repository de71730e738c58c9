// Package bench measures the program from outside and prints one machine-readable line per benchmark:
// "bench NAME: key=value …", plain numbers, units in the key.
package bench
