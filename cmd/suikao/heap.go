package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// heapRoom is how many bytes a process may allocate between two collections of garbage, whatever little it holds. A node at
// rest holds some 30 MB and would, by Go's rule (collect when what is held has doubled), collect for every twenty sittings that
// start: a seventh of its processor time under load (`make bench-attempt`). Above that size Go's rule holds.
const heapRoom = 96 << 20

// roomyHeap lets the heap grow by heapRoom before it is collected, from now on. GOGC in the environment overrules it, and
// GOMEMLIMIT stays a limit.
func roomyHeap() {
	if os.Getenv("GOGC") != "" {
		return
	}
	held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	percent := 100
	var afterEach func(*[16]byte)
	afterEach = func(*[16]byte) {
		metrics.Read(held)
		if want := max(100, int(heapRoom*100/max(1<<20, held[0].Value.Uint64()))); want*10 < percent*9 || want*9 > percent*10 {
			percent = want
			debug.SetGCPercent(want)
		}
		runtime.SetFinalizer(new([16]byte), afterEach) // runs after the next collection
	}
	afterEach(nil)
}
