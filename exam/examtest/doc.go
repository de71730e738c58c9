// Package examtest gives tests what a sitting needs around it: a bank with keys, an admission desk, the neighbours'
// answers, a candidate that behaves, and CheckSitting, which recomputes everything that can be recomputed.
//
// Only what cannot run here is played: the neighbours behind the ports of package exam. Stores are the real ones.
package examtest
