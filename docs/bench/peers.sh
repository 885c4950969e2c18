#!/usr/bin/env bash
# Measures cxcalc beside DuckDB and Miller on the same generated files: counts of answers,
# promoters and detractors, and the funnel and the paths of a log of steps. All must come to the same counts. Prints
# median seconds.
#
#   docs/bench/peers.sh [ROWS] [RUNS]
#
# DuckDB comes from the npm registry into build/bench (needs node and npm). Miller is measured
# where there is an mlr (Debian: apt-get install miller).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rows=${1:-3000000} runs=${2:-5}
dir=$PWD/build/bench
duckdb=@duckdb/node-api@1.5.6-r.1

mkdir -p "$dir"
make -s build
[ -d "$dir/node_modules/@duckdb" ] || (cd "$dir" && npm install --silent --no-fund --no-audit "$duckdb")
cp docs/bench/duckdb.mjs "$dir"
for shape in narrow wide ndjson steps; do
  [ -e "$dir/$shape.$rows" ] || go run ./cmd/cxcalc/internal/benchdata "$shape" "$rows" > "$dir/$shape.$rows"
done

counts='count(score), count(*) FILTER (score >= 9), count(*) FILTER (score <= 6)'
declare -A columns=(
  [narrow]="{'id':'VARCHAR','score':'TINYINT','segment':'VARCHAR','channel':'VARCHAR','submitted_at':'VARCHAR'}"
  [wide]="{'id':'VARCHAR','started_at':'VARCHAR','comment':'VARCHAR','score':'TINYINT','satisfaction':'VARCHAR','segment':'VARCHAR','country':'VARCHAR','channel':'VARCHAR','plan':'VARCHAR','language':'VARCHAR','tags':'VARCHAR','submitted_at':'VARCHAR'}"
  [ndjson]="{'score':'TINYINT'}"
)

# The cases of a log, those with the first step of a funnel and with the last, and the different paths.
run_cxcalc_steps() {
  CXCALC_NO_CONFIG=1 bin/cxcalc journey -q --case case_id --funnel search,cart,purchase -o csv "$dir/steps.$rows" |
    awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i} NR == 2 {printf "%d %d %.0f %d\n", $at["cases"], $at["n"], $at["n"] * $at["value"] / 100, $at["variants"]}'
}

run_duckdb_steps() {
  local source="read_csv('$dir/steps.$rows', header=true, delim=',', quote='\"', escape='\"', columns={'case_id':'VARCHAR','at':'TIMESTAMP','step':'VARCHAR'})"
  (cd "$dir" && node duckdb.mjs "WITH log AS (SELECT string_agg(step, '>' ORDER BY \"at\") AS path FROM $source GROUP BY case_id),
    paths AS MATERIALIZED (SELECT path, count(*) AS n FROM log GROUP BY path)
    SELECT sum(n), sum(n) FILTER (WHERE path LIKE '%search%'), sum(n) FILTER (WHERE path LIKE '%search%cart%purchase%'), count(*) FROM paths")
}

run_cxcalc() { CXCALC_NO_CONFIG=1 bin/cxcalc nps -q --score score -o csv "$dir/$1.$rows" | awk -F, 'NR == 2 {print $1, $5, $7}'; }

run_duckdb() {
  local source="read_csv('$dir/$1.$rows', header=true, delim=',', quote='\"', escape='\"', columns=${columns[$1]})"
  [ "$1" = ndjson ] && source="read_json('$dir/$1.$rows', format='newline_delimited', columns=${columns[$1]})"
  (cd "$dir" && node duckdb.mjs "SELECT $counts FROM $source")
}

run_miller() {
  local format=--icsv
  [ "$1" = ndjson ] && format=--ijsonl
  mlr "$format" --ocsv --headerless-csv-output filter 'is_not_null($score)' then \
    put -q '@n += 1; if ($score >= 9) {@p += 1} elif ($score <= 6) {@d += 1} end {emit1 {"n": @n, "p": @p, "d": @d}}' \
    "$dir/$1.$rows" | tr , ' '
}

run_cat_steps() { run_cat steps; }

run_cat() { cat "$dir/$1.$rows" > /dev/null; }

# seconds PROGRAM SHAPE prints the median of the runs, after one that warms up and is compared.
seconds() {
  local program=$1 shape=$2 answer begin run=run_$1
  [ "$shape" = steps ] && run=run_$1_steps
  answer=$("$run" "$shape")
  if [ "$program" = cxcalc ]; then
    expected=$answer
  elif [ "$program" != cat ] && [ "$answer" != "$expected" ]; then
    echo "$program counts $answer in $shape, cxcalc $expected" >&2
    exit 1
  fi
  for _ in $(seq "$runs"); do
    begin=$EPOCHREALTIME
    "$run" "$shape" > /dev/null
    awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN {printf "%.3f\n", b - a}'
  done | sort -n | awk '{t[NR] = $1} END {print t[int((NR + 1) / 2)]}' > "$dir/median"
  printf '%-8s %-8s %9s\n' "$shape" "$program" "$(cat "$dir/median")"
}

programs=(cxcalc cat duckdb)
command -v mlr > /dev/null && programs+=(miller)
printf '%-8s %-8s %9s\n' file program seconds
for shape in narrow wide ndjson; do
  for program in "${programs[@]}"; do
    seconds "$program" "$shape"
  done
done
for program in cxcalc cat duckdb; do
  seconds "$program" steps
done
