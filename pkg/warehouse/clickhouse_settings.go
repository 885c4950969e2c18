package warehouse

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A bound setting has one value under which an answer is what was asked for. Older and newer servers know some of them only.
type boundSetting struct{ name, value string }

// bound lists the settings that could make a part of an answer look like all of it, or change what is in it.
func bound() []boundSetting {
	return []boundSetting{
		{"skip_unavailable_shards", "0"},
		{"fallback_to_stale_replicas_for_distributed_queries", "0"},
		{"max_parallel_replicas", "1"},
		{"distributed_group_by_no_merge", "0"},
		{"timeout_overflow_mode", "throw"},
		{"timeout_overflow_mode_leaf", "throw"},
		{"read_overflow_mode", "throw"},
		{"read_overflow_mode_leaf", "throw"},
		{"group_by_overflow_mode", "throw"},
		{"sort_overflow_mode", "throw"},
		{"result_overflow_mode", "throw"},
		{"distinct_overflow_mode", "throw"},
		{"join_overflow_mode", "throw"},
		{"set_overflow_mode", "throw"},
		{"transfer_overflow_mode", "throw"},
		{"limit", "0"},
		{"offset", "0"},
		{"extremes", "0"},
		{"totals_mode", "after_having_exclusive"},
		{"use_query_cache", "0"},
		{"count_distinct_implementation", "uniqExact"},
		{"aggregate_functions_null_for_empty", "0"},
		{"http_write_exception_in_output_format", "0"},
		{"format_csv_delimiter", ","},
		{"format_csv_null_representation", `\N`},
		{"output_format_csv_crlf_end_of_line", "0"},
		{"output_format_write_statistics", "0"},
		{"date_time_output_format", "simple"},
		{"bool_true_representation", "true"},
		{"bool_false_representation", "false"},
	}
}

// harmless lists those of them that need not be so for an answer to be what was asked for.
func harmless(name string) bool {
	return slices.Contains([]string{"output_format_write_statistics", "max_parallel_replicas", "fallback_to_stale_replicas_for_distributed_queries",
		"totals_mode", "use_query_cache"}, name)
}

// settle asks the server which settings it knows, and which the user may set, and chooses what is sent with statements.
func (s *clickHouseServer) settle(ctx context.Context) error {
	names := []string{"'readonly'", "'max_execution_time'", "'cancel_http_readonly_queries_on_client_close'"}
	for _, b := range bound() {
		names = append(names, "'"+b.name+"'")
	}
	rows, err := s.table(ctx, "SELECT name, value FROM system.settings WHERE name IN ("+strings.Join(names, ", ")+")")
	if err != nil {
		return err
	}
	known := make(map[string]string)
	for _, row := range rows {
		known[row[0]] = strings.Trim(row[1], "'")
	}
	s.settings = url.Values{}
	if known["readonly"] == "1" {
		return s.accept(known)
	}
	if known["readonly"] == "0" {
		s.settings.Set("readonly", "2")
	}
	for _, b := range bound() {
		if value, ok := known[b.name]; ok && value != b.value {
			s.settings.Set(b.name, b.value)
		}
	}
	if _, ok := known["cancel_http_readonly_queries_on_client_close"]; ok {
		s.settings.Set("cancel_http_readonly_queries_on_client_close", "1")
	}
	if s.timeout > 0 {
		s.settings.Set("max_execution_time", strconv.Itoa(int((s.timeout+time.Second-1)/time.Second)))
	}
	return nil
}

// accept sees that the settings of a user who may not change them give whole answers.
func (s *clickHouseServer) accept(known map[string]string) error {
	for _, b := range bound() {
		if value, ok := known[b.name]; ok && value != b.value && !harmless(b.name) {
			return s.failure("user %q has %s = %s and may not change it, so an answer may be less than all of it", s.user, b.name, value).
				Advise("ask for a user with readonly = 2, or with " + b.name + " = " + b.value)
		}
	}
	return nil
}

// tabbed undoes the escapes of tab-separated text.
func tabbed(cell string) string {
	if !strings.Contains(cell, `\`) {
		return cell
	}
	return strings.NewReplacer(`\t`, "\t", `\n`, "\n", `\r`, "\r", `\0`, "\x00", `\'`, "'", `\\`, `\`, `\b`, "\b", `\f`, "\f").Replace(cell)
}
