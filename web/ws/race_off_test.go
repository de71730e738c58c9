//go:build !race

package ws_test

// slowed says that the race detector makes everything several times slower.
const slowed = false
