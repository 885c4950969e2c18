-- ClickHouse
SELECT count(*) AS `rows`
FROM `shop`.`answers`;

SELECT toString(`score`) AS `score`,
       toString(`How "likely"?`) AS `How "likely"?`,
       concat(replaceOne(toString(`at`, 'UTC'), ' ', 'T'), 'Z') AS `at`,
       toString(`clock`) AS `clock`,
       toString(`day`) AS `day`,
       toString(`ok`) AS `ok`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY `score`,
         toString(`How "likely"?`),
         `at`,
         `clock`,
         `day`,
         `ok`;

SELECT concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z') AS `at`,
       toString(min(`clock`)) AS `clock`,
       toString(min(`day`)) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY toISOYear(`at`, 'Europe/Madrid') * 100 + toISOWeek(`at`, 'Europe/Madrid'),
         toISOYear(`clock`) * 100 + toISOWeek(`clock`),
         toISOYear(`day`) * 100 + toISOWeek(`day`);

SELECT concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z') AS `at`,
       toString(min(`clock`)) AS `clock`,
       toString(min(`day`)) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY toYYYYMM(`at`, 'Europe/Madrid'),
         toYear(`clock`) * 10 + toQuarter(`clock`),
         toYear(`day`);

SELECT concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z') AS `at`,
       toString(min(`clock`)) AS `clock`,
       toString(min(`day`)) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY intDiv(toUnixTimestamp(`at`), 3600),
         toYYYYMMDD(`clock`),
         `day`;

SELECT concat(replaceOne(toString(min(`at`), 'UTC'), ' ', 'T'), 'Z') AS `at`,
       toString(min(`clock`)) AS `clock`,
       toString(min(`day`)) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY (`at` IS NOT NULL),
         toUnixTimestamp(`at`) >= 1774746000,
         (`clock` IS NOT NULL),
         toUnixTimestamp(`clock`) >= 1774749600,
         toUnixTimestamp(`clock`) >= 1774753200,
         (`day` IS NOT NULL),
         toYYYYMMDD(`day`) >= 20260330;

-- PostgreSQL
SELECT count(*) AS "rows"
FROM "shop"."answers";

SELECT "score"::text AS "score",
       "How ""likely""?"::text COLLATE "C" AS "How ""likely""?",
       CASE WHEN isfinite("at") THEN replace(("at" AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE "at"::text END AS "at",
       "clock"::text AS "clock",
       "day"::text AS "day",
       "ok"::text AS "ok",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY "score",
         "How ""likely""?"::text COLLATE "C",
         "at",
         "clock",
         "day",
         "ok";

SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS "at",
       min("clock")::text AS "clock",
       min("day")::text AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY date_trunc('week', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('week', "clock"),
         date_trunc('week', "day"::timestamp);

SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS "at",
       min("clock")::text AS "clock",
       min("day")::text AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY date_trunc('month', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('quarter', "clock"),
         date_trunc('year', "day"::timestamp);

SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS "at",
       min("clock")::text AS "clock",
       min("day")::text AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY floor(extract(epoch FROM "at") / 3600),
         date_trunc('hour', "clock"),
         "day";

SELECT CASE WHEN isfinite(min("at")) THEN replace((min("at") AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE min("at")::text END AS "at",
       min("clock")::text AS "clock",
       min("day")::text AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY ("at" >= '0001-01-01' AND "at" < '10000-01-01'),
         "at" >= TIMESTAMPTZ '2026-03-29 01:00:00.000000+00',
         ("clock" >= '0001-01-01' AND "clock" < '10000-01-01'),
         "clock" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "clock" >= TIMESTAMP '2026-03-29 03:00:00.000000',
         ("day" >= '0001-01-01' AND "day" < '10000-01-01'),
         "day" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "day" >= TIMESTAMP '2026-03-29 03:00:00.000000';

-- BigQuery
SELECT count(*) AS `rows`
FROM `shop`.`answers`;

SELECT CAST(`score` AS STRING) AS `score`,
       CAST(`How "likely"?` AS STRING) AS `How "likely"?`,
       FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', `at`, 'UTC') AS `at`,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', `clock`) AS `clock`,
       CAST(`day` AS STRING) AS `day`,
       CAST(`ok` AS STRING) AS `ok`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY `score`,
         CAST(`How "likely"?` AS STRING),
         `at`,
         `clock`,
         `day`,
         `ok`;

SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS `at`,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS `clock`,
       CAST(min(`day`) AS STRING) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY TIMESTAMP_TRUNC(`at`, ISOWEEK, 'Europe/Madrid'),
         DATETIME_TRUNC(`clock`, ISOWEEK),
         DATE_TRUNC(`day`, ISOWEEK);

SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS `at`,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS `clock`,
       CAST(min(`day`) AS STRING) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY TIMESTAMP_TRUNC(`at`, MONTH, 'Europe/Madrid'),
         DATETIME_TRUNC(`clock`, QUARTER),
         DATE_TRUNC(`day`, YEAR);

SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS `at`,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS `clock`,
       CAST(min(`day`) AS STRING) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY FLOOR(UNIX_MILLIS(`at`) / 3600000),
         DATETIME_TRUNC(`clock`, HOUR),
         `day`;

SELECT FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', min(`at`), 'UTC') AS `at`,
       FORMAT_DATETIME('%Y-%m-%d %H:%M:%E*S', min(`clock`)) AS `clock`,
       CAST(min(`day`) AS STRING) AS `day`,
       count(*) AS `rows`
FROM `shop`.`answers`
GROUP BY (`at` IS NOT NULL),
         `at` >= TIMESTAMP '2026-03-29 01:00:00.000000+00',
         (`clock` IS NOT NULL),
         `clock` >= DATETIME '2026-03-29 02:00:00.000000',
         `clock` >= DATETIME '2026-03-29 03:00:00.000000',
         (`day` IS NOT NULL),
         DATETIME(`day`) >= DATETIME '2026-03-29 02:00:00.000000',
         DATETIME(`day`) >= DATETIME '2026-03-29 03:00:00.000000';

-- Snowflake
SELECT count(*) AS "rows"
FROM "shop"."answers";

SELECT TO_VARCHAR("score") AS "score",
       TO_VARCHAR("How ""likely""?") AS "How ""likely""?",
       TO_VARCHAR(CONVERT_TIMEZONE('UTC', "at"), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS "at",
       TO_VARCHAR("clock", 'YYYY-MM-DD HH24:MI:SS.FF6') AS "clock",
       TO_VARCHAR("day", 'YYYY-MM-DD') AS "day",
       TO_VARCHAR("ok") AS "ok",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY "score",
         TO_VARCHAR("How ""likely""?"),
         "at",
         "clock",
         "day",
         "ok";

SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS "at",
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS "clock",
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY YEAROFWEEKISO(CONVERT_TIMEZONE('Europe/Madrid', "at")) * 100 + WEEKISO(CONVERT_TIMEZONE('Europe/Madrid', "at")),
         YEAROFWEEKISO("clock") * 100 + WEEKISO("clock"),
         YEAROFWEEKISO("day") * 100 + WEEKISO("day");

SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS "at",
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS "clock",
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY DATE_TRUNC('month', CONVERT_TIMEZONE('Europe/Madrid', "at")),
         DATE_TRUNC('quarter', "clock"),
         DATE_TRUNC('year', "day");

SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS "at",
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS "clock",
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY FLOOR(DATE_PART('epoch_second', "at") / 3600),
         DATE_TRUNC('hour', "clock"),
         "day";

SELECT TO_VARCHAR(CONVERT_TIMEZONE('UTC', min("at")), 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"') AS "at",
       TO_VARCHAR(min("clock"), 'YYYY-MM-DD HH24:MI:SS.FF6') AS "clock",
       TO_VARCHAR(min("day"), 'YYYY-MM-DD') AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY ("at" IS NOT NULL),
         "at" >= '2026-03-29 01:00:00.000000 +00:00'::TIMESTAMP_TZ,
         ("clock" IS NOT NULL),
         "clock" >= '2026-03-29 02:00:00.000000'::TIMESTAMP_NTZ,
         "clock" >= '2026-03-29 03:00:00.000000'::TIMESTAMP_NTZ,
         ("day" IS NOT NULL),
         "day" >= '2026-03-29 02:00:00.000000'::TIMESTAMP_NTZ,
         "day" >= '2026-03-29 03:00:00.000000'::TIMESTAMP_NTZ;

-- Trino
SELECT count(*) AS "rows"
FROM "shop"."answers";

SELECT CAST("score" AS varchar) AS "score",
       CAST("How ""likely""?" AS varchar) AS "How ""likely""?",
       to_iso8601("at" AT TIME ZONE 'UTC') AS "at",
       CAST("clock" AS varchar) AS "clock",
       CAST("day" AS varchar) AS "day",
       CAST("ok" AS varchar) AS "ok",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY "score",
         CAST("How ""likely""?" AS varchar),
         "at",
         "clock",
         "day",
         "ok";

SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS "at",
       CAST(min("clock") AS varchar) AS "clock",
       CAST(min("day") AS varchar) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY date_trunc('week', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('week', "clock"),
         date_trunc('week', "day");

SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS "at",
       CAST(min("clock") AS varchar) AS "clock",
       CAST(min("day") AS varchar) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY date_trunc('month', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('quarter', "clock"),
         date_trunc('year', "day");

SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS "at",
       CAST(min("clock") AS varchar) AS "clock",
       CAST(min("day") AS varchar) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY floor(to_unixtime("at") / 3600),
         date_trunc('hour', "clock"),
         "day";

SELECT to_iso8601(min("at") AT TIME ZONE 'UTC') AS "at",
       CAST(min("clock") AS varchar) AS "clock",
       CAST(min("day") AS varchar) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY ("at" IS NOT NULL),
         "at" >= TIMESTAMP '2026-03-29 01:00:00.000000 UTC',
         ("clock" IS NOT NULL),
         "clock" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "clock" >= TIMESTAMP '2026-03-29 03:00:00.000000',
         ("day" IS NOT NULL),
         "day" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "day" >= TIMESTAMP '2026-03-29 03:00:00.000000';

-- DuckDB
SELECT count(*) AS "rows"
FROM "shop"."answers";

SELECT CAST("score" AS VARCHAR) AS "score",
       CAST("How ""likely""?" AS VARCHAR) AS "How ""likely""?",
       replace(CAST("at" AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' AS "at",
       CAST("clock" AS VARCHAR) AS "clock",
       CAST("day" AS VARCHAR) AS "day",
       CAST("ok" AS VARCHAR) AS "ok",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY "score",
         CAST("How ""likely""?" AS VARCHAR),
         "at",
         "clock",
         "day",
         "ok";

SELECT replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' AS "at",
       CAST(min("clock") AS VARCHAR) AS "clock",
       CAST(min("day") AS VARCHAR) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY date_trunc('week', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('week', "clock"),
         date_trunc('week', "day");

SELECT replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' AS "at",
       CAST(min("clock") AS VARCHAR) AS "clock",
       CAST(min("day") AS VARCHAR) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY date_trunc('month', "at" AT TIME ZONE 'Europe/Madrid'),
         date_trunc('quarter', "clock"),
         date_trunc('year', "day");

SELECT replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' AS "at",
       CAST(min("clock") AS VARCHAR) AS "clock",
       CAST(min("day") AS VARCHAR) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY floor(epoch("at") / 3600),
         date_trunc('hour', "clock"),
         "day";

SELECT replace(CAST(min("at") AT TIME ZONE 'UTC' AS VARCHAR), ' ', 'T') || 'Z' AS "at",
       CAST(min("clock") AS VARCHAR) AS "clock",
       CAST(min("day") AS VARCHAR) AS "day",
       count(*) AS "rows"
FROM "shop"."answers"
GROUP BY ("at" >= '0001-01-01' AND "at" < '10000-01-01'),
         "at" >= TIMESTAMPTZ '2026-03-29 01:00:00.000000+00',
         ("clock" >= '0001-01-01' AND "clock" < '10000-01-01'),
         "clock" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "clock" >= TIMESTAMP '2026-03-29 03:00:00.000000',
         ("day" >= '0001-01-01' AND "day" < '10000-01-01'),
         "day" >= TIMESTAMP '2026-03-29 02:00:00.000000',
         "day" >= TIMESTAMP '2026-03-29 03:00:00.000000';

