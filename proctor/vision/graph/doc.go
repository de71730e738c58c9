// Package graph runs small neural networks that stand in the format of TensorFlow.js graph models (a JSON file with the nodes, and
// files with the weights), in pure Go, one picture at a time. It knows the operations of face networks and refuses every other.
//
// Load reads a model and compiles it: constants are folded into the operation before them, every value gets a buffer that is used
// again as soon as nobody needs the value, and nodes that the wanted outputs do not need are left out. A Model never changes; each
// goroutine runs it with a Runner of its own.
//
// Why an interpreter of our own (2026-11-22): the server needs two networks of forty operations; every binding to a runtime brings C
// and a library of hundreds of megabytes into a program that is one file. Outputs are compared with those of tfjs in the tests.
//
// Why two kernels (2026-11-22): the plain one runs everywhere; built with GOEXPERIMENT=simd on amd64 the same loops use the vector
// unit where the processor has AVX2 and FMA. simd/archsimd is experimental, so the plain one is the default.
//
// Why the plain kernels are written out (2026-11-22): eight sums at a time, four numbers of each, is what the compiler keeps in registers;
// a tile of two rows and four columns spilled them, and a loop over nine places of a filter went through memory. Detecting takes 0.71 of the
// time it took, describing 0.70, and every output has the same bits as before, because each sum is made in the same order.
//
// Why three kinds of work are left out (2026-11-22): the rows above and below a picture that does not fill its square are the same for
// every picture, so that what the first layers make of them is kept (frame); numbers that an activation made 0, two of five before most
// products of the describing network, are taken out of the rows before they are multiplied (gemmThin); bounds from 0 are compared as
// whole numbers. Detecting takes 0.87 of the time it took, describing 0.65; every output has the same bits, which tests and the pictures
// of the bench's film showed.
//
// Why they are left out of the race detector (2026-11-22): they touch nothing but the buffers of one Runner and weights that never change,
// and under it a face takes ten seconds to describe. Whoever hands buffers from one goroutine to another does it outside of them.
package graph
