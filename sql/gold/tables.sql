-- The dated answers of sql/analytics: a table for each file, a partition for each date. Filled by gold/daily.sql.
--
-- Grain:   that of the analytics file of the same name, for each result_date: the answer as of the end of that day (UTC).
-- Root:    'table-path' is relative to 'delta.table-root', as in tables.sql. A catalog over the root (catalog.sql) shows the
--          tables without this file, as its database gold.
-- Absent:  a table is made by the first run of daily.sql and is empty until then.

CREATE TABLE popular_category_by_country (
  country STRING,
  category STRING,
  category_count BIGINT,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/popular_category_by_country', 'source.empty-if-absent' = 'true');

CREATE TABLE popular_category_by_year (
  post_year BIGINT,
  category STRING,
  category_count BIGINT,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/popular_category_by_year', 'source.empty-if-absent' = 'true');

CREATE TABLE top_poster_by_country (
  country STRING,
  poster_name STRING,
  follower_count BIGINT,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/top_poster_by_country', 'source.empty-if-absent' = 'true');

CREATE TABLE country_with_top_poster (
  country STRING,
  follower_count BIGINT,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/country_with_top_poster', 'source.empty-if-absent' = 'true');

CREATE TABLE popular_category_by_age_group (
  age_group STRING,
  category STRING,
  category_count BIGINT,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/popular_category_by_age_group', 'source.empty-if-absent' = 'true');

CREATE TABLE median_followers_by_age_group (
  age_group STRING,
  median_follower_count DOUBLE,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/median_followers_by_age_group', 'source.empty-if-absent' = 'true');

CREATE TABLE users_joined_by_year (
  post_year BIGINT,
  number_users_joined BIGINT,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/users_joined_by_year', 'source.empty-if-absent' = 'true');

CREATE TABLE median_followers_by_join_year (
  post_year BIGINT,
  median_follower_count DOUBLE,
  result_date DATE
) PARTITIONED BY (result_date)
WITH ('connector' = 'delta', 'table-path' = 'gold/median_followers_by_join_year', 'source.empty-if-absent' = 'true');

CREATE TABLE median_followers_by_join_year_and_age_group (
  age_group STRING,
  post_year BIGINT,
  median_follower_count DOUBLE,
  result_date DATE
) PARTITIONED BY (result_date)
WITH (
  'connector' = 'delta',
  'table-path' = 'gold/median_followers_by_join_year_and_age_group',
  'source.empty-if-absent' = 'true');
