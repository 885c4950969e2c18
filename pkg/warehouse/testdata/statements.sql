-- ClickHouse
SELECT picked_all AS `cxcalc_total`,
       picked_line.1 AS `rows`
FROM (
SELECT groupArray(tuple(picked0)) AS picked_lines,
       sum(picked0) AS picked_all
FROM (
SELECT count(*) AS picked0
FROM `shop`.`answers`
)
)
ARRAY JOIN picked_lines AS picked_line;

SELECT picked_line.1 AS `score`,
       picked_line.2 AS `How "likely"?`,
       picked_line.3 AS `at`,
       picked_line.4 AS `clock`,
       picked_line.5 AS `day`,
       picked_line.6 AS `ok`,
       picked_all AS `cxcalc_total`,
       picked_line.7 AS `rows`
FROM (
SELECT groupArray(tuple(picked0, picked1, picked2, picked3, picked4, picked5, picked6)) AS picked_lines,
       sum(picked6) AS picked_all
FROM (
SELECT ifNull(toString(`score`), '') AS picked0,
       ifNull(toString(`How "likely"?`), '') AS picked1,
       ifNull(concat(replaceOne(toString(`at`, 'UTC'), ' ', 'T'), 'Z'), '') AS picked2,
       ifNull(toString(`clock`), '') AS picked3,
       ifNull(toString(`day`), '') AS picked4,
       ifNull(toString(`ok`), '') AS picked5,
       count(*) AS picked6
FROM `shop`.`answers`
GROUP BY `score`,
         ifNull(toString(`How "likely"?`), ''),
         `at`,
         `clock`,
         `day`,
         `ok`
)
)
ARRAY JOIN picked_lines AS picked_line;

SELECT picked_line.1 AS `at`,
       picked_line.2 AS `clock`,
       picked_line.3 AS `day`,
       picked_all AS `cxcalc_total`,
       picked_line.4 AS `rows`
FROM (
SELECT groupArray(tuple(picked0, picked1, picked2, picked3)) AS picked_lines,
       sum(picked3) AS picked_all
FROM (
SELECT ifNull(concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z'), '') AS picked0,
       ifNull(toString(min(`clock`)), '') AS picked1,
       ifNull(toString(min(`day`)), '') AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY toISOYear(`at`, 'Europe/Madrid') * 100 + toISOWeek(`at`, 'Europe/Madrid'),
         toISOYear(`clock`) * 100 + toISOWeek(`clock`),
         toISOYear(`day`) * 100 + toISOWeek(`day`)
)
)
ARRAY JOIN picked_lines AS picked_line;

SELECT picked_line.1 AS `at`,
       picked_line.2 AS `clock`,
       picked_line.3 AS `day`,
       picked_all AS `cxcalc_total`,
       picked_line.4 AS `rows`
FROM (
SELECT groupArray(tuple(picked0, picked1, picked2, picked3)) AS picked_lines,
       sum(picked3) AS picked_all
FROM (
SELECT ifNull(concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z'), '') AS picked0,
       ifNull(toString(min(`clock`)), '') AS picked1,
       ifNull(toString(min(`day`)), '') AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY toYYYYMM(`at`, 'Europe/Madrid'),
         toYear(`clock`) * 10 + toQuarter(`clock`),
         toYear(`day`)
)
)
ARRAY JOIN picked_lines AS picked_line;

SELECT picked_line.1 AS `at`,
       picked_line.2 AS `clock`,
       picked_line.3 AS `day`,
       picked_all AS `cxcalc_total`,
       picked_line.4 AS `rows`
FROM (
SELECT groupArray(tuple(picked0, picked1, picked2, picked3)) AS picked_lines,
       sum(picked3) AS picked_all
FROM (
SELECT ifNull(concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z'), '') AS picked0,
       ifNull(toString(min(`clock`)), '') AS picked1,
       ifNull(toString(min(`day`)), '') AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY intDiv(toUnixTimestamp(`at`), 3600),
         toYYYYMMDD(`clock`),
         `day`
)
)
ARRAY JOIN picked_lines AS picked_line;

SELECT picked_line.1 AS `at`,
       picked_line.2 AS `clock`,
       picked_line.3 AS `day`,
       picked_all AS `cxcalc_total`,
       picked_line.4 AS `rows`
FROM (
SELECT groupArray(tuple(picked0, picked1, picked2, picked3)) AS picked_lines,
       sum(picked3) AS picked_all
FROM (
SELECT ifNull(concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z'), '') AS picked0,
       ifNull(toString(min(`clock`)), '') AS picked1,
       ifNull(toString(min(`day`)), '') AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY (`at` IS NOT NULL),
         toUnixTimestamp(`at`) >= 1774746000,
         (`clock` IS NOT NULL),
         toUnixTimestamp(`clock`) >= 1774749600,
         toUnixTimestamp(`clock`) >= 1774753200,
         (`day` IS NOT NULL),
         toYYYYMMDD(`day`) >= 20260330
)
)
ARRAY JOIN picked_lines AS picked_line;

-- PostgreSQL
SELECT CAST(sum(picked0) OVER () AS BIGINT) AS "cxcalc_total",
       picked0 AS "rows"
FROM (
SELECT count(*) AS picked0
FROM "shop"."answers"
) AS counted;

SELECT picked0 AS "score",
       picked1 AS "How ""likely""?",
       picked2 AS "at",
       picked3 AS "clock",
       picked4 AS "day",
       picked5 AS "ok",
       CAST(sum(picked6) OVER () AS BIGINT) AS "cxcalc_total",
       picked6 AS "rows"
FROM (
SELECT "score"::text AS picked0,
       "How ""likely""?"::text COLLATE "C" AS picked1,
       CASE WHEN isfinite("at") THEN replace(("at" AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE "at"::text END AS picked2,
       "clock"::text AS picked3,
       "day"::text AS picked4,
       "ok"::text AS picked5,
       count(*) AS picked6
FROM "shop"."answers"
GROUP BY "score",
         "How ""likely""?"::text COLLATE "C",
         "at",
         "clock",
         "day",
         "ok"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS picked0,
       min("clock")::text AS picked1,
       min("day")::text AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY date_trunc('week', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('week', "clock"),
         date_trunc('week', "day"::timestamp)
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS picked0,
       min("clock")::text AS picked1,
       min("day")::text AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY date_trunc('month', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('quarter', "clock"),
         date_trunc('year', "day"::timestamp)
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS picked0,
       min("clock")::text AS picked1,
       min("day")::text AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY floor(extract(epoch FROM "at") / 3600),
         date_trunc('hour', "clock"),
         "day"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS picked0,
       min("clock")::text AS picked1,
       min("day")::text AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY ("at" >= '0001-01-01' AND "at" < '10000-01-01'),
         "at" >= TIMESTAMPTZ '2026-03-29 01:00:00.000000+00',
         ("clock" >= '0001-01-01' AND "clock" < '10000-01-01'),
         "clock" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "clock" >= TIMESTAMP '2026-03-29 03:00:00.000000',
         ("day" >= '0001-01-01' AND "day" < '10000-01-01'),
         "day" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "day" >= TIMESTAMP '2026-03-29 03:00:00.000000'
) AS counted;

-- BigQuery
SELECT CAST(sum(picked0) OVER () AS BIGINT) AS `cxcalc_total`,
       picked0 AS `rows`
FROM (
SELECT count(*) AS picked0
FROM `shop`.`answers`
) AS counted;

SELECT picked0 AS `score`,
       picked1 AS `How "likely"?`,
       picked2 AS `at`,
       picked3 AS `clock`,
       picked4 AS `day`,
       picked5 AS `ok`,
       CAST(sum(picked6) OVER () AS BIGINT) AS `cxcalc_total`,
       picked6 AS `rows`
FROM (
SELECT CAST(`score` AS STRING) AS picked0,
       CAST(`How "likely"?` AS STRING) AS picked1,
       FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', `at`, 'UTC') AS picked2,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', `clock`) AS picked3,
       CAST(`day` AS STRING) AS picked4,
       CAST(`ok` AS STRING) AS picked5,
       count(*) AS picked6
FROM `shop`.`answers`
GROUP BY `score`,
         CAST(`How "likely"?` AS STRING),
         `at`,
         `clock`,
         `day`,
         `ok`
) AS counted;

SELECT picked0 AS `at`,
       picked1 AS `clock`,
       picked2 AS `day`,
       CAST(sum(picked3) OVER () AS BIGINT) AS `cxcalc_total`,
       picked3 AS `rows`
FROM (
SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS picked0,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS picked1,
       CAST(min(`day`) AS STRING) AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY TIMESTAMP_TRUNC(`at`, ISOWEEK, 'Europe/Madrid'),
         DATETIME_TRUNC(`clock`, ISOWEEK),
         DATE_TRUNC(`day`, ISOWEEK)
) AS counted;

SELECT picked0 AS `at`,
       picked1 AS `clock`,
       picked2 AS `day`,
       CAST(sum(picked3) OVER () AS BIGINT) AS `cxcalc_total`,
       picked3 AS `rows`
FROM (
SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS picked0,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS picked1,
       CAST(min(`day`) AS STRING) AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY TIMESTAMP_TRUNC(`at`, MONTH, 'Europe/Madrid'),
         DATETIME_TRUNC(`clock`, QUARTER),
         DATE_TRUNC(`day`, YEAR)
) AS counted;

SELECT picked0 AS `at`,
       picked1 AS `clock`,
       picked2 AS `day`,
       CAST(sum(picked3) OVER () AS BIGINT) AS `cxcalc_total`,
       picked3 AS `rows`
FROM (
SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS picked0,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS picked1,
       CAST(min(`day`) AS STRING) AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY FLOOR(UNIX_MILLIS(`at`) / 3600000),
         DATETIME_TRUNC(`clock`, HOUR),
         `day`
) AS counted;

SELECT picked0 AS `at`,
       picked1 AS `clock`,
       picked2 AS `day`,
       CAST(sum(picked3) OVER () AS BIGINT) AS `cxcalc_total`,
       picked3 AS `rows`
FROM (
SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS picked0,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS picked1,
       CAST(min(`day`) AS STRING) AS picked2,
       count(*) AS picked3
FROM `shop`.`answers`
GROUP BY (`at` IS NOT NULL),
         `at` >= TIMESTAMP '2026-03-29 01:00:00.000000+00',
         (`clock` IS NOT NULL),
         `clock` >= DATETIME '2026-03-29 02:00:00.000000',
         `clock` >= DATETIME '2026-03-29 03:00:00.000000',
         (`day` IS NOT NULL),
         DATETIME(`day`) >= DATETIME '2026-03-29 02:00:00.000000',
         DATETIME(`day`) >= DATETIME '2026-03-29 03:00:00.000000'
) AS counted;

-- Snowflake
SELECT CAST(sum(picked0) OVER () AS BIGINT) AS "cxcalc_total",
       picked0 AS "rows"
FROM (
SELECT count(*) AS picked0
FROM "shop"."answers"
) AS counted;

SELECT picked0 AS "score",
       picked1 AS "How ""likely""?",
       picked2 AS "at",
       picked3 AS "clock",
       picked4 AS "day",
       picked5 AS "ok",
       CAST(sum(picked6) OVER () AS BIGINT) AS "cxcalc_total",
       picked6 AS "rows"
FROM (
SELECT TO_VARCHAR("score") AS picked0,
       TO_VARCHAR("How ""likely""?") AS picked1,
       TO_VARCHAR(CONVERT_TIMEZONE('UTC', "at"), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS picked2,
       TO_VARCHAR("clock", 'YYYY-MM-DD HH24:MI:SS.FF6') AS picked3,
       TO_VARCHAR("day", 'YYYY-MM-DD') AS picked4,
       TO_VARCHAR("ok") AS picked5,
       count(*) AS picked6
FROM "shop"."answers"
GROUP BY "score",
         TO_VARCHAR("How ""likely""?"),
         "at",
         "clock",
         "day",
         "ok"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS picked0,
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS picked1,
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY YEAROFWEEKISO(CONVERT_TIMEZONE('Europe/Madrid', "at")) * 100 + WEEKISO(CONVERT_TIMEZONE('Europe/Madrid', "at")),
         YEAROFWEEKISO("clock") * 100 + WEEKISO("clock"),
         YEAROFWEEKISO("day") * 100 + WEEKISO("day")
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS picked0,
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS picked1,
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY DATE_TRUNC('month', CONVERT_TIMEZONE('Europe/Madrid', "at")),
         DATE_TRUNC('quarter', "clock"),
         DATE_TRUNC('year', "day")
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS picked0,
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS picked1,
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY FLOOR(DATE_PART('epoch_second', "at") / 3600),
         DATE_TRUNC('hour', "clock"),
         "day"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS picked0,
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS picked1,
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY ("at" IS NOT NULL),
         "at" >= '2026-03-29 01:00:00.000000 +00:00'::TIMESTAMP_TZ,
         ("clock" IS NOT NULL),
         "clock" >= '2026-03-29 02:00:00.000000'::TIMESTAMP_NTZ,
         "clock" >= '2026-03-29 03:00:00.000000'::TIMESTAMP_NTZ,
         ("day" IS NOT NULL),
         "day" >= '2026-03-29 02:00:00.000000'::TIMESTAMP_NTZ,
         "day" >= '2026-03-29 03:00:00.000000'::TIMESTAMP_NTZ
) AS counted;

-- Trino
SELECT CAST(sum(picked0) OVER () AS BIGINT) AS "cxcalc_total",
       picked0 AS "rows"
FROM (
SELECT count(*) AS picked0
FROM "shop"."answers"
) AS counted;

SELECT picked0 AS "score",
       picked1 AS "How ""likely""?",
       picked2 AS "at",
       picked3 AS "clock",
       picked4 AS "day",
       picked5 AS "ok",
       CAST(sum(picked6) OVER () AS BIGINT) AS "cxcalc_total",
       picked6 AS "rows"
FROM (
SELECT CAST("score" AS varchar) AS picked0,
       CAST("How ""likely""?" AS varchar) AS picked1,
       to_iso8601("at" AT TIME ZONE 'UTC') AS picked2,
       CAST("clock" AS varchar) AS picked3,
       CAST("day" AS varchar) AS picked4,
       CAST("ok" AS varchar) AS picked5,
       count(*) AS picked6
FROM "shop"."answers"
GROUP BY "score",
         CAST("How ""likely""?" AS varchar),
         "at",
         "clock",
         "day",
         "ok"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS picked0,
       CAST(min("clock") AS varchar) AS picked1,
       CAST(min("day") AS varchar) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY date_trunc('week', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('week', "clock"),
         date_trunc('week', "day")
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS picked0,
       CAST(min("clock") AS varchar) AS picked1,
       CAST(min("day") AS varchar) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY date_trunc('month', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('quarter', "clock"),
         date_trunc('year', "day")
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS picked0,
       CAST(min("clock") AS varchar) AS picked1,
       CAST(min("day") AS varchar) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY floor(to_unixtime("at") / 3600),
         date_trunc('hour', "clock"),
         "day"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS picked0,
       CAST(min("clock") AS varchar) AS picked1,
       CAST(min("day") AS varchar) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY ("at" IS NOT NULL),
         "at" >= TIMESTAMP '2026-03-29 01:00:00.000000 UTC',
         ("clock" IS NOT NULL),
         "clock" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "clock" >= TIMESTAMP '2026-03-29 03:00:00.000000',
         ("day" IS NOT NULL),
         "day" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "day" >= TIMESTAMP '2026-03-29 03:00:00.000000'
) AS counted;

-- DuckDB
SELECT CAST(sum(picked0) OVER () AS BIGINT) AS "cxcalc_total",
       picked0 AS "rows"
FROM (
SELECT count(*) AS picked0
FROM "shop"."answers"
) AS counted;

SELECT picked0 AS "score",
       picked1 AS "How ""likely""?",
       picked2 AS "at",
       picked3 AS "clock",
       picked4 AS "day",
       picked5 AS "ok",
       CAST(sum(picked6) OVER () AS BIGINT) AS "cxcalc_total",
       picked6 AS "rows"
FROM (
SELECT CAST("score" AS VARCHAR) AS picked0,
       CAST("How ""likely""?" AS VARCHAR) AS picked1,
       CASE WHEN isfinite("at") THEN replace(CAST("at" AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' ELSE CAST("at" AS VARCHAR) END AS picked2,
       CAST("clock" AS VARCHAR) AS picked3,
       CAST("day" AS VARCHAR) AS picked4,
       CAST("ok" AS VARCHAR) AS picked5,
       count(*) AS picked6
FROM "shop"."answers"
GROUP BY "score",
         CAST("How ""likely""?" AS VARCHAR),
         "at",
         "clock",
         "day",
         "ok"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' ELSE CAST(min("at") AS VARCHAR) END AS picked0,
       CAST(min("clock") AS VARCHAR) AS picked1,
       CAST(min("day") AS VARCHAR) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY date_trunc('week', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('week', "clock"),
         date_trunc('week', "day")
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' ELSE CAST(min("at") AS VARCHAR) END AS picked0,
       CAST(min("clock") AS VARCHAR) AS picked1,
       CAST(min("day") AS VARCHAR) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY date_trunc('month', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('quarter', "clock"),
         date_trunc('year', "day")
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' ELSE CAST(min("at") AS VARCHAR) END AS picked0,
       CAST(min("clock") AS VARCHAR) AS picked1,
       CAST(min("day") AS VARCHAR) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY floor(epoch("at") / 3600),
         date_trunc('hour', "clock"),
         "day"
) AS counted;

SELECT picked0 AS "at",
       picked1 AS "clock",
       picked2 AS "day",
       CAST(sum(picked3) OVER () AS BIGINT) AS "cxcalc_total",
       picked3 AS "rows"
FROM (
SELECT CASE WHEN isfinite(min("at")) THEN replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' ELSE CAST(min("at") AS VARCHAR) END AS picked0,
       CAST(min("clock") AS VARCHAR) AS picked1,
       CAST(min("day") AS VARCHAR) AS picked2,
       count(*) AS picked3
FROM "shop"."answers"
GROUP BY ("at" >= '0001-01-01' AND "at" < '10000-01-01'),
         "at" >= TIMESTAMPTZ '2026-03-29 01:00:00.000000+00',
         ("clock" >= '0001-01-01' AND "clock" < '10000-01-01'),
         "clock" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "clock" >= TIMESTAMP '2026-03-29 03:00:00.000000',
         ("day" >= '0001-01-01' AND "day" < '10000-01-01'),
         "day" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "day" >= TIMESTAMP '2026-03-29 03:00:00.000000'
) AS counted;

