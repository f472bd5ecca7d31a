-- The answers of all sql/analytics for one date, into the tables of gold/tables.sql. Runs behind tables.sql and gold/tables.sql.
--
-- Date:    ${date}, a day such as 2026-01-31. SqlJob has it from --date; for the SQL Client put it there before:
--          sed 's/${date}/2026-01-31/g' sql/gold/daily.sql. Root: as in tables.sql.
-- As of:   the end of that day (UTC): of each key the newest version among the records which the broker took until then
--          (ingest_date <= the date), whenever this runs. Later records change nothing: a backfill gives what a run at the
--          end of the day would have given. Records of the day which are cleaned or redriven later come with its next run.
-- Again:   a run replaces the rows of its date in each table, by one commit a table, and leaves other dates alone. It may be
--          repeated, after a failure too. Without any record there are no rows, and no error.
-- Beside:  each table takes one of two runs for one date at the same time, and the other run fails: repeat it.
-- Queries: those of sql/analytics, letter by letter; a test holds them equal.

ALTER TABLE pins SET (
  'source.partitions' = 'ingest_date <= ''${date}''',
  'source.empty-if-absent' = 'true');

ALTER TABLE geo SET (
  'source.partitions' = 'ingest_date <= ''${date}''',
  'source.empty-if-absent' = 'true');

ALTER TABLE users SET (
  'source.partitions' = 'ingest_date <= ''${date}''',
  'source.empty-if-absent' = 'true');

EXECUTE STATEMENT SET BEGIN

INSERT OVERWRITE popular_category_by_country PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT country, category, category_count
FROM (
  SELECT country, category, category_count,
         RANK() OVER (PARTITION BY country ORDER BY category_count DESC) AS place
  FROM (
    SELECT geo.country, pins.category, COUNT(*) AS category_count
    FROM pins JOIN geo ON pins.ind = geo.ind
    WHERE pins.category IS NOT NULL
    GROUP BY geo.country, pins.category))
WHERE place = 1
ORDER BY country, category
) AS answer;

INSERT OVERWRITE popular_category_by_year PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT post_year, category, category_count
FROM (
  SELECT post_year, category, category_count,
         RANK() OVER (PARTITION BY post_year ORDER BY category_count DESC) AS place
  FROM (
    SELECT YEAR(geo.`timestamp`) AS post_year, pins.category, COUNT(*) AS category_count
    FROM pins JOIN geo ON pins.ind = geo.ind
    WHERE pins.category IS NOT NULL AND YEAR(geo.`timestamp`) BETWEEN 2018 AND 2022
    GROUP BY YEAR(geo.`timestamp`), pins.category))
WHERE place = 1
ORDER BY post_year, category
) AS answer;

INSERT OVERWRITE top_poster_by_country PARTITION (result_date = '${date}')
SELECT * FROM (
WITH posts AS (
  SELECT geo.country, pins.poster_name, pins.follower_count
  FROM pins JOIN geo ON pins.ind = geo.ind
  WHERE pins.poster_name IS NOT NULL AND pins.follower_count IS NOT NULL)
SELECT DISTINCT posts.country, posts.poster_name, posts.follower_count
FROM posts JOIN (
  SELECT country, MAX(follower_count) AS follower_count
  FROM posts
  GROUP BY country) AS highest
ON posts.country = highest.country AND posts.follower_count = highest.follower_count
ORDER BY posts.country, posts.poster_name
) AS answer;

INSERT OVERWRITE country_with_top_poster PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT country, follower_count
FROM (
  SELECT country, follower_count, RANK() OVER (ORDER BY follower_count DESC) AS place
  FROM (
    SELECT geo.country, MAX(pins.follower_count) AS follower_count
    FROM pins JOIN geo ON pins.ind = geo.ind
    WHERE pins.poster_name IS NOT NULL AND pins.follower_count IS NOT NULL
    GROUP BY geo.country))
WHERE place = 1
ORDER BY country
) AS answer;

INSERT OVERWRITE popular_category_by_age_group PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT age_group, category, category_count
FROM (
  SELECT age_group, category, category_count,
         RANK() OVER (PARTITION BY age_group ORDER BY category_count DESC) AS place
  FROM (
    SELECT users_by_age_group.age_group, pins.category, COUNT(*) AS category_count
    FROM pins JOIN users_by_age_group ON pins.ind = users_by_age_group.ind
    WHERE pins.category IS NOT NULL
    GROUP BY users_by_age_group.age_group, pins.category))
WHERE place = 1
ORDER BY age_group, category
) AS answer;

INSERT OVERWRITE median_followers_by_age_group PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT age_group, AVG(CAST(follower_count AS DOUBLE)) AS median_follower_count
FROM (
  SELECT age_group, follower_count, posts,
         SUM(posts) OVER (PARTITION BY age_group ORDER BY follower_count) AS posts_up_to,
         SUM(posts) OVER (PARTITION BY age_group) AS posts_in_all
  FROM (
    SELECT users_by_age_group.age_group, pins.follower_count, COUNT(*) AS posts
    FROM pins JOIN users_by_age_group ON pins.ind = users_by_age_group.ind
    WHERE pins.follower_count IS NOT NULL
    GROUP BY users_by_age_group.age_group, pins.follower_count))
WHERE (posts_up_to - posts < (posts_in_all + 1) / 2 AND (posts_in_all + 1) / 2 <= posts_up_to)
   OR (posts_up_to - posts < (posts_in_all + 2) / 2 AND (posts_in_all + 2) / 2 <= posts_up_to)
GROUP BY age_group
ORDER BY age_group
) AS answer;

INSERT OVERWRITE users_joined_by_year PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT post_year, COUNT(*) AS number_users_joined
FROM (
  SELECT DISTINCT YEAR(date_joined) AS post_year, user_name, age, date_joined
  FROM users
  WHERE YEAR(date_joined) BETWEEN 2015 AND 2020)
GROUP BY post_year
ORDER BY post_year
) AS answer;

INSERT OVERWRITE median_followers_by_join_year PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT post_year, AVG(CAST(follower_count AS DOUBLE)) AS median_follower_count
FROM (
  SELECT post_year, follower_count, posts,
         SUM(posts) OVER (PARTITION BY post_year ORDER BY follower_count) AS posts_up_to,
         SUM(posts) OVER (PARTITION BY post_year) AS posts_in_all
  FROM (
    SELECT YEAR(users.date_joined) AS post_year, pins.follower_count, COUNT(*) AS posts
    FROM pins JOIN users ON pins.ind = users.ind
    WHERE pins.follower_count IS NOT NULL AND YEAR(users.date_joined) BETWEEN 2015 AND 2020
    GROUP BY YEAR(users.date_joined), pins.follower_count))
WHERE (posts_up_to - posts < (posts_in_all + 1) / 2 AND (posts_in_all + 1) / 2 <= posts_up_to)
   OR (posts_up_to - posts < (posts_in_all + 2) / 2 AND (posts_in_all + 2) / 2 <= posts_up_to)
GROUP BY post_year
ORDER BY post_year
) AS answer;

INSERT OVERWRITE median_followers_by_join_year_and_age_group PARTITION (result_date = '${date}')
SELECT * FROM (
SELECT age_group, post_year, AVG(CAST(follower_count AS DOUBLE)) AS median_follower_count
FROM (
  SELECT age_group, post_year, follower_count, posts,
         SUM(posts) OVER (PARTITION BY age_group, post_year ORDER BY follower_count) AS posts_up_to,
         SUM(posts) OVER (PARTITION BY age_group, post_year) AS posts_in_all
  FROM (
    SELECT users_by_age_group.age_group, YEAR(users_by_age_group.date_joined) AS post_year, pins.follower_count, COUNT(*) AS posts
    FROM pins JOIN users_by_age_group ON pins.ind = users_by_age_group.ind
    WHERE pins.follower_count IS NOT NULL AND YEAR(users_by_age_group.date_joined) BETWEEN 2015 AND 2020
    GROUP BY users_by_age_group.age_group, YEAR(users_by_age_group.date_joined), pins.follower_count))
WHERE (posts_up_to - posts < (posts_in_all + 1) / 2 AND (posts_in_all + 1) / 2 <= posts_up_to)
   OR (posts_up_to - posts < (posts_in_all + 2) / 2 AND (posts_in_all + 2) / 2 <= posts_up_to)
GROUP BY age_group, post_year
ORDER BY age_group, post_year
) AS answer;

END;
