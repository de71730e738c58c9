//go:build !unix

package bench

import (
	"os"
	"time"
)

// processorTime is not told here.
func processorTime() time.Duration { return 0 }

// peakMB is not told here.
func peakMB(*os.ProcessState) int64 { return 0 }
