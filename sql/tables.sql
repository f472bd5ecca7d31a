-- Tables and views of the Pinflow lake, for the SQL Client (-i sql/tables.sql) and for SqlJob.
--
-- Root:    'table-path' is relative: it is resolved against 'delta.table-root', which the cluster's configuration,
--          a -D option or a SET statement before this file provides (for example s3://bucket/lake). The raw archive is
--          looked for beside it, in ../raw; where it is elsewhere: ALTER TABLE raw_archive SET ('path' = '...').
-- Tables:  every accepted record, one row each: a key (ind) posted again with other content is a further row.
-- Newest:  pins, geo and users read the same tables as one row per ind, its newest version. Newest is the latest broker record time;
--          within one millisecond the later position of the partition or shard (positions are decimal numbers without
--          leading zeros, so the longer text is the later one, then the greater text).
--          The connector finds it, in a fraction of the time that ROW_NUMBER() would take; in batch mode only.
-- Time:    TIMESTAMP_LTZ values are instants. YEAR() and printing use the session's zone, which is UTC here.

SET 'table.local-time-zone' = 'UTC';
SET 'execution.runtime-mode' = 'batch';
-- Of the SQL Client alone, which refuses queries of a file (-f) in any other mode.
SET 'sql-client.execution.result-mode' = 'tableau';

-- All tasks of a query run at once and hand rows on as they come: no exchange is written to disk first, and several queries
-- fit into one statement set. A query needs as many free slots as its parallelism.
SET 'execution.batch-shuffle-mode' = 'ALL_EXCHANGES_PIPELINED';
SET 'jobmanager.scheduler' = 'Default';
-- What is sorted is small; joins and groups need the memory which a query's operators share.
SET 'table.exec.resource.sort.memory' = '32 mb';
-- Of each file to which a join writes what does not fit into memory. A join has hundreds of them and keeps two blocks of each
-- on the heap: with the default of 64 kB those of nine queries over ten million rows at once take 800 MB.
SET 'table.exec.spill-compression.block-size' = '8 kb';

CREATE TABLE pin_table (
  ind INT,
  unique_id STRING,
  title STRING,
  description STRING,
  follower_count BIGINT,
  poster_name STRING,
  tag_list STRING,
  is_image_or_video STRING,
  image_src STRING,
  save_location STRING,
  category STRING,
  rescued STRING,
  ingest_source STRING,
  ingest_time TIMESTAMP_LTZ(6),
  ingest_date DATE
) PARTITIONED BY (ingest_date) WITH ('connector' = 'delta', 'table-path' = 'pin_table');

CREATE TABLE geo_table (
  ind INT,
  country STRING,
  coordinates ARRAY<DOUBLE>,
  `timestamp` TIMESTAMP_LTZ(6),
  rescued STRING,
  ingest_source STRING,
  ingest_time TIMESTAMP_LTZ(6),
  ingest_date DATE
) PARTITIONED BY (ingest_date) WITH ('connector' = 'delta', 'table-path' = 'geo_table');

CREATE TABLE user_table (
  ind INT,
  user_name STRING,
  age INT,
  date_joined TIMESTAMP_LTZ(6),
  rescued STRING,
  ingest_source STRING,
  ingest_time TIMESTAMP_LTZ(6),
  ingest_date DATE
) PARTITIONED BY (ingest_date) WITH ('connector' = 'delta', 'table-path' = 'user_table');

-- Records which could not become a row, with the payload's own bytes.
CREATE TABLE quarantine (
  kind STRING,
  code STRING,
  field STRING,
  message STRING,
  payload BYTES,
  component_version STRING,
  ingest_source STRING,
  ingest_time TIMESTAMP_LTZ(6),
  ingest_date DATE
) PARTITIONED BY (ingest_date)
WITH ('connector' = 'delta', 'table-path' = 'quarantine', 'source.empty-if-absent' = 'true');

-- What became of quarantined records when they were cleaned again: a row for each outcome that was new. There is no such
-- table before the first redrive (docs/runbooks/redrive.md): it is empty then. code, field and message are those of records
-- which are still refused.
CREATE TABLE redriven (
  ingest_source STRING,
  kind STRING,
  outcome STRING,
  code STRING,
  field STRING,
  message STRING,
  component_version STRING,
  redriven_time TIMESTAMP_LTZ(6),
  ingest_date DATE
) PARTITIONED BY (ingest_date)
WITH ('connector' = 'delta', 'table-path' = 'redriven', 'source.empty-if-absent' = 'true');

-- Every record as it was received, one row each (docs/raw-archive.md). Of topics: topic, partition and offset; of streams:
-- stream, shard and sequence. `value` is a JSON payload as text: a string without its quotes, a fraction with the precision
-- of a DOUBLE (the exact text is in raw_lines). A payload that is not JSON is in value_base64; where both are NULL the
-- record had none. Topics whose names begin with a dot or an underscore are left out by Flink.
CREATE TABLE raw_archive (
  topic STRING,
  `partition` INT,
  `offset` BIGINT,
  `stream` STRING,
  shard STRING,
  `sequence` STRING,
  `timestamp` BIGINT,
  key STRING,
  key_base64 BYTES,
  headers ARRAY<ROW<key STRING, `value` STRING, value_base64 BYTES>>,
  `value` STRING,
  value_base64 BYTES,
  `file.path` STRING NOT NULL METADATA
) WITH ('connector' = 'relative-filesystem', 'path' = '../raw', 'format' = 'json');

-- The same records as the lines in which they are archived.
CREATE TABLE raw_lines (
  line STRING,
  `file.path` STRING NOT NULL METADATA
) WITH ('connector' = 'relative-filesystem', 'path' = '../raw', 'format' = 'raw');

CREATE TABLE pins WITH (
  'source.newest-per' = 'ind',
  'source.newest-by' = 'ingest_time, CHAR_LENGTH(ingest_source), ingest_source'
) LIKE pin_table;

CREATE TABLE geo WITH (
  'source.newest-per' = 'ind',
  'source.newest-by' = 'ingest_time, CHAR_LENGTH(ingest_source), ingest_source'
) LIKE geo_table;

-- It may be absent until the view below is made, which needs it, so that this file runs where there are no tables yet.
CREATE TABLE users WITH (
  'source.newest-per' = 'ind',
  'source.newest-by' = 'ingest_time, CHAR_LENGTH(ingest_source), ingest_source',
  'source.empty-if-absent' = 'true'
) LIKE user_table;

-- Users with their age group; ages under 18 belong to none and are left out.
CREATE VIEW users_by_age_group AS
SELECT ind,
       CASE WHEN age <= 24 THEN '18-24' WHEN age <= 35 THEN '25-35' WHEN age <= 50 THEN '36-50' ELSE '50+' END AS age_group,
       date_joined
FROM users
WHERE age >= 18;

-- A query on a table that is not there fails: a mistaken root must not look like an empty lake.
ALTER TABLE users RESET ('source.empty-if-absent');

-- The quarantine without what is settled: what was redriven and is a row now, or the duplicate of one.
CREATE VIEW quarantine_open AS
SELECT kind, code, field, message, payload, component_version, ingest_source, ingest_time, ingest_date
FROM quarantine
WHERE NOT EXISTS (
  SELECT 1
  FROM redriven
  WHERE redriven.ingest_source = quarantine.ingest_source AND redriven.outcome IN ('clean', 'duplicate'));
