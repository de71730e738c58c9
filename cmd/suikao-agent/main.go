// Command suikao-agent runs beside the browser of a Linux seat and tells the server every five seconds what a page cannot know:
// whether files of the image are what they were, what can reach into the machine, what is plugged in, and how often the kernel heard
// keys and pointers. It counts; it never reads what was typed. See deploy/agent.md.
//
// Libraries: none beyond the standard library.
//
// Why it polls files of /proc, /sys and /dev instead of listening to udev and the bus (2026-11-22): the same code reads a folder of
// a test, five seconds are enough, and nothing has to be installed beside it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const usage = `suikao-agent attests a seat.

  suikao-agent enrol --code CODE      enrol terminal and agent with the code of the console
  suikao-agent enrol --token-file F   enrol the agent of a terminal that is enrolled already
  suikao-agent url                    the address for the seat's browser, with the terminal's token
  suikao-agent run                    report until told to stop
  suikao-agent look                   print what would be reported

  --config FILE   settings (/etc/suikao-agent.json)
  --root DIR      look at the machine below DIR instead of / (tests)
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "suikao-agent:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer, in io.Reader) error {
	if len(args) == 0 {
		_, err := io.WriteString(out, usage)
		return err
	}
	f := flag.NewFlagSet(args[0], flag.ContinueOnError)
	file := f.String("config", "/etc/suikao-agent.json", "settings")
	root := f.String("root", "/", "look below this folder")
	code := f.String("code", "", "enrolment code of the console")
	tokenFile := f.String("token-file", "", "file with the terminal's token; - is the standard input")
	if err := f.Parse(args[1:]); err != nil {
		return err
	}
	c, err := readConfig(*file)
	if err != nil {
		return err
	}
	switch args[0] {
	case "enrol":
		return enrol(ctx, c, *code, *tokenFile, in, out)
	case "url":
		u, err := kioskURL(c)
		if err == nil {
			_, err = fmt.Fprintln(out, u)
		}
		return err
	case "look":
		m := newMachine(c, *root)
		defer m.close()
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		return e.Encode(m.look(ctx))
	case "run":
		return serve(ctx, c, *root, slog.New(slog.NewTextHandler(os.Stderr, nil)), reportEvery)
	}
	return fmt.Errorf("unknown command %q; without arguments it says what it does", args[0])
}

// reportEvery is how often a report is sent, lookEvery how often the kernel's counts are read.
const (
	reportEvery = 5 * time.Second
	lookEvery   = 250 * time.Millisecond
)

// serve reports until ctx ends.
func serve(ctx context.Context, c config, root string, log *slog.Logger, every time.Duration) error {
	id, err := readIdentity(c)
	if err != nil {
		return err
	}
	m := newMachine(c, root)
	defer m.close()
	s := &sender{c: c, id: id, m: m, log: log}
	look := time.NewTicker(min(lookEvery, every))
	defer look.Stop()
	next := time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-look.C:
			m.inputs.read(now)
			if now.Before(next) {
				continue
			}
			next = now.Add(every)
			s.turn(ctx)
		}
	}
}

// trouble collects what could not be looked at.
type trouble []string

func (t *trouble) add(what string, err error) {
	if err != nil {
		*t = append(*t, what+": "+strings.ToValidUTF8(err.Error(), ""))
	}
}
