package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/bench"
	"github.com/suikao/suikao/exam/permit/issuing"
	"github.com/suikao/suikao/web"
	"github.com/suikao/suikao/web/ws/wsbare"
)

func benchCmd() *cobra.Command {
	c := &cobra.Command{Use: "bench", Short: "measure the program"}
	c.AddCommand(
		measureCmd("start", "cold start, first start with demo data, memory", bench.Start),
		deliveryCmd(),
		measureCmd("papers-db", "papers drawn a second by eight drawers at once, each counted in a durable transaction", bench.PapersDB),
		measureCmd("import", "20,000 questions from an Excel file into a bank: rows a second and memory", bench.Import),
		sizedCmd("wide", "ten thousand seats that answer every 8 s", "conns", 10000, "seats", bench.Wide),
		sizedCmd("rush", "people who press start within one second", "people", 1000, "how many", bench.Rush),
		sizedCmd("attempt", "processor time from the seat's first screen to the score", "attempts", 500, "how many", bench.Attempt),
		sizedCmd("door", "from the card on the reader to the seat number, by face and by PIN", "people", 200, "how many", bench.Door),
		sizedCmd("soak", "memory, goroutines and files at half load", "minutes", 30, "how long", bench.Soak),
		growthCmd(),
		benchPermitsCmd(),
		sizedCmd("permits-run", "approved applications issued in one run that dies and is stopped in its midst; files of cards", "applications", issuing.Most, "of the run", bench.PermitRun),
		&cobra.Command{Use: "papers", Short: "how alike drawn papers are, beside a plain random draw, and what one costs", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			roomyHeap() // as the program that draws has it
			return bench.Papers(c.Context(), c.OutOrStdout(), c.ErrOrStderr())
		}},
		&cobra.Command{Use: "calibration", Short: "how alike papers are that are drawn by estimates, what the nightly estimate costs, how soon a leak is seen", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			return bench.Calibration(c.Context(), c.OutOrStdout(), c.ErrOrStderr())
		}},
		&cobra.Command{Use: "calibration-cases", Short: "how soon a leak of a case is seen, whose questions count as one answer", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			return bench.CalibrationCases(c.Context(), c.OutOrStdout(), c.ErrOrStderr())
		}},
		visionCmd(),
		proctorCmd(),
		&cobra.Command{Use: "camera-server KIND ADDRESS FOLDER", Hidden: true, Args: cobra.ExactArgs(3), RunE: func(c *cobra.Command, args []string) error {
			return bench.Profiled(c.Context(), func(ctx context.Context) error {
				return bench.CameraServer(ctx, args[0], args[1], args[2], web.Models())
			})
		}},
		&cobra.Command{Use: "cameras ADDRESS NUMBER CLIP", Hidden: true, Args: cobra.ExactArgs(3), RunE: func(c *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[1])
			if err != nil {
				return err
			}
			return bench.Cameras(c.Context(), args[0], n, args[2], c.InOrStdin(), c.OutOrStdout())
		}},
		&cobra.Command{Use: "load", Hidden: true, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			return bench.Load(c.Context(), c.InOrStdin(), c.OutOrStdout())
		}},
		&cobra.Command{Use: "node", Hidden: true, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := load(c)
			if err != nil {
				return err
			}
			return bench.Profiled(c.Context(), func(ctx context.Context) error { return serve(ctx, cfg, c.OutOrStdout(), time.Now) })
		}},
		&cobra.Command{Use: "bare ADDRESS", Hidden: true, Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error {
			return (&http.Server{Addr: args[0], Handler: wsbare.Handler(), ReadHeaderTimeout: 10 * time.Second}).ListenAndServe()
		}})
	return c
}

func benchPermitsCmd() *cobra.Command {
	c := &cobra.Command{Use: "permits", Short: "verifying, signing and issuing permits, the status list of ten million, the public check among a million, how soon others are told of changes", Args: cobra.NoArgs}
	n := c.Flags().Int("permits", 1_000_000, "permits in the table of the public check")
	c.RunE = func(c *cobra.Command, _ []string) error {
		exe, err := self()
		if err != nil {
			return err
		}
		return bench.Permits(c.Context(), exe, *n, c.OutOrStdout())
	}
	return c
}

// measureCmd is a benchmark without settings.
func measureCmd(name, short string, run func(ctx context.Context, exe string, out io.Writer) error) *cobra.Command {
	return &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		exe, err := self()
		if err != nil {
			return err
		}
		return run(c.Context(), exe, c.OutOrStdout())
	}}
}

func self() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program: %w", err)
	}
	return exe, nil
}

func deliveryCmd() *cobra.Command {
	c := &cobra.Command{Use: "delivery", Short: "durable answers a second over real websockets, and what they cost", Args: cobra.NoArgs}
	plan := bench.DeliveryPlan()
	c.Flags().StringVar((*string)(&plan.Engine), "db", string(plan.Engine), "mysql (a private MariaDB) or sqlite")
	c.Flags().IntVar(&plan.Conns, "conns", plan.Conns, "seats")
	c.Flags().Float64Var(&plan.Rate, "rate", 0, "answers a second over all seats (0: as many as the machine bears)")
	c.Flags().DurationVar(&plan.Warm, "warm", plan.Warm, "before the measurement")
	c.Flags().DurationVar(&plan.Measure, "measure", plan.Measure, "length of the measurement")
	c.Flags().DurationVar(&plan.Bare, "bare", plan.Bare, "length of each half of the bare limit")
	c.RunE = func(c *cobra.Command, _ []string) error {
		exe, err := self()
		if err != nil {
			return err
		}
		return bench.Delivery(c.Context(), exe, plan, c.OutOrStdout(), c.ErrOrStderr())
	}
	return c
}

func proctorCmd() *cobra.Command {
	c := &cobra.Command{Use: "proctor", Short: "cameras: ingest, recording, a viewer of all, seeing, and a bare ingest beside it", Args: cobra.NoArgs}
	plan := bench.DefaultProctor()
	c.Flags().IntVar(&plan.Streams, "streams", plan.Streams, "cameras")
	c.Flags().IntVar(&plan.Runs, "runs", plan.Runs, "how often; the line has the median")
	c.Flags().DurationVar(&plan.Warm, "warm", plan.Warm, "before each measurement")
	c.Flags().DurationVar(&plan.Measure, "measure", plan.Measure, "length of each measurement")
	c.Flags().IntVar(&plan.Seats, "seats", plan.Seats, "seats that are looked at, at first")
	c.Flags().BoolVar(&plan.Seeing, "seeing", false, "measure the seeing alone")
	c.Flags().DurationVar(&plan.Settle, "settle", plan.Settle, "at most, until the server knows everybody it sees")
	c.Flags().DurationVar(&plan.Look, "look", plan.Look, "length of each measurement of seeing")
	c.RunE = func(c *cobra.Command, _ []string) error {
		exe, err := self()
		if err != nil {
			return err
		}
		return bench.Proctor(c.Context(), exe, plan, c.OutOrStdout(), c.ErrOrStderr())
	}
	return c
}

// sizedCmd is a benchmark with one number that may be set.
func sizedCmd(name, short, flag string, n int, usage string, run func(ctx context.Context, exe string, n int, out, progress io.Writer) error) *cobra.Command {
	c := &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs}
	c.Flags().IntVar(&n, flag, n, usage)
	c.RunE = func(c *cobra.Command, _ []string) error {
		exe, err := self()
		if err != nil {
			return err
		}
		return run(c.Context(), exe, n, c.OutOrStdout(), c.ErrOrStderr())
	}
	return c
}

func visionCmd() *cobra.Command {
	c := &cobra.Command{Use: "vision", Short: "precision and recall of what is seen by itself, on labelled clips, and what a picture costs", Args: cobra.NoArgs}
	n := c.Flags().Int("each", 6, "clips of every story")
	dir := c.Flags().String("models", "", "folder of models in place of those built in")
	c.RunE = func(c *cobra.Command, _ []string) error {
		models := web.Models()
		if *dir != "" {
			models = os.DirFS(*dir)
		}
		return bench.Vision(c.Context(), models, bench.Kiosk{Pages: web.Handler(), Worker: web.SeeingWorker()}, *n, c.OutOrStdout(), c.ErrOrStderr())
	}
	return c
}

func growthCmd() *cobra.Command {
	c := &cobra.Command{Use: "growth FOLDER", Short: "100 to 10,000 sittings as a table and a picture", Args: cobra.ExactArgs(1)}
	sizes := c.Flags().IntSlice("sizes", []int{100, 300, 1000, 3000, 10000}, "numbers of sittings, rising")
	c.RunE = func(c *cobra.Command, args []string) error {
		exe, err := self()
		if err != nil {
			return err
		}
		return bench.Growth(c.Context(), exe, args[0], *sizes, c.OutOrStdout(), c.ErrOrStderr())
	}
	return c
}
