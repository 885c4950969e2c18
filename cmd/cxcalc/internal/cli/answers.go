package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/survey"
)

// answersCommand makes the command of a metric of answers.
func (d *desk) answersCommand(m metric.Answers) *cobra.Command {
	var pairs []string
	for _, e := range m.Examples {
		pairs = append(pairs, e.Says, e.Command)
	}
	cmd := &cobra.Command{
		Use:     m.Name + " [flags] SOURCE...",
		Short:   m.Short,
		Long:    m.Long,
		Example: examples(pairs...),
		GroupID: "answers",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.runAnswers(cmd.Context(), cmd, m, args)
		},
	}
	addFlags(cmd.Flags(), append(flagSpecs(), metricFlags(m)...))
	d.completeFlags(cmd, m)
	return cmd
}

// runAnswers settles the options, answers the question and writes the outputs.
func (d *desk) runAnswers(ctx context.Context, cmd *cobra.Command, m metric.Answers, args []string) error {
	config, _ := cmd.Flags().GetString("config")
	s, err := loadSettings(d.World, cmd.Flags(), append(flagSpecs(), metricFlags(m)...), config)
	if err != nil {
		return err
	}
	o, err := s.options()
	if err != nil {
		return err
	}
	if len(args) == 0 && o.Explain {
		return d.explainMetric(m)
	}
	outputs, err := parseOutputs(o.Output)
	if err != nil {
		return err
	}
	request, err := o.request(m)
	if err != nil {
		return err
	}
	if request.Sources, err = d.sources(args, request.Check); err != nil {
		return err
	}
	if err := checkTargets(outputs, o.Rejects, request.Sources); err != nil {
		return err
	}
	request.Dataset.Stdin = d.In
	rejects, err := d.openRejects(o)
	if err != nil {
		return err
	}
	defer rejects.discard()
	request.Reject = rejects.sink()
	answer, err := survey.Run(ctx, *request)
	if answer == nil {
		return errors.Join(err, rejects.commitIf(err))
	}
	if o.Explain {
		d.explain(m, answer, outputs)
	}
	return d.finish(answer, outputs, rejects, o, err)
}

// sources checks the words of the command line, then turns its arguments into names of sources.
func (d *desk) sources(args []string, check func() error) ([]string, error) {
	if err := check(); err != nil {
		return nil, err
	}
	if len(args) == 0 {
		return nil, wrong("no source given: name a file, or - for standard input").Advise("cxcalc " + d.args[0] + " --help shows examples")
	}
	stdin := 0
	for _, name := range args {
		if name == "-" {
			stdin++
		}
		scheme, _, isURL := strings.Cut(name, "://")
		switch {
		case name == "":
			return nil, wrong("%q is not the name of a file", name)
		case stdin > 1:
			return nil, wrong("-: standard input can be read only once")
		case isURL && (scheme == "postgres" || scheme == "postgresql" || scheme == "clickhouse"):
			return nil, wrong("%s: databases cannot be read yet, expected a file", name)
		}
	}
	names, err := source.Expand(args)
	if err != nil {
		return nil, &problem.Error{Text: err.Error(), Err: err}
	}
	return names, nil
}

// finish writes everything, and says how the run ended. failed is the reason why there is no number.
func (d *desk) finish(a *survey.Answer, outputs []output, rejects *rejectFile, o *Options, failed error) error {
	if err := rejects.commit(); err != nil {
		return err
	}
	if err := d.write(a.Document, outputs, o); err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	if a.Missed {
		if !o.Quiet {
			for _, t := range a.Document.Thresholds {
				if !t.Passed {
					fmt.Fprintf(d.Err, "cxcalc: threshold missed: %s, but it is %s\n", t.Expression, actual(t.Actual))
				}
			}
		}
		return errMissed
	}
	return nil
}

func actual(x *float64) string {
	if x == nil {
		return "n/a"
	}
	return fmt.Sprintf("%.6g", *x)
}
