package bench

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"syscall"
)

// Profiled runs f, and between SIGUSR1 and SIGUSR2 writes a profile of the processor to the file in SUIKAO_TEST_PROFILE, at
// SIGUSR2 also one of the memory, beside it. Without that variable it just runs f.
func Profiled(ctx context.Context, f func(context.Context) error) error {
	path := os.Getenv("SUIKAO_TEST_PROFILE")
	if path == "" {
		return f(ctx)
	}
	told := make(chan os.Signal, 4)
	signal.Notify(told, syscall.SIGUSR1, syscall.SIGUSR2)
	go func() {
		var file *os.File
		for s := range told {
			if s == syscall.SIGUSR1 {
				if file, _ = os.Create(path); file != nil {
					_ = pprof.StartCPUProfile(file)
				}
				continue
			}
			pprof.StopCPUProfile()
			_ = file.Close()
			if heap, err := os.Create(path + ".heap"); err == nil {
				runtime.GC()
				_ = pprof.WriteHeapProfile(heap)
				_ = heap.Close()
			}
		}
	}()
	return f(ctx)
}
