WITH
  pins AS (SELECT ind, max_by(struct(*), struct(ingest_time, length(ingest_source), ingest_source)) AS row FROM pin_table GROUP BY ind),
  geo AS (SELECT ind, max_by(struct(*), struct(ingest_time, length(ingest_source), ingest_source)) AS row FROM geo_table GROUP BY ind),
  users AS (SELECT ind, max_by(struct(*), struct(ingest_time, length(ingest_source), ingest_source)) AS row FROM user_table GROUP BY ind),
  posts AS (
    SELECT pins.row.category, pins.row.poster_name, pins.row.follower_count, geo.row.country, year(geo.row.timestamp) AS year,
           year(users.row.date_joined) AS join_year,
           CASE WHEN users.row.age BETWEEN 18 AND 24 THEN '18-24' WHEN users.row.age BETWEEN 25 AND 35 THEN '25-35'
                WHEN users.row.age BETWEEN 36 AND 50 THEN '36-50' WHEN users.row.age > 50 THEN '50+' END AS age_group
    FROM pins LEFT JOIN geo USING (ind) LEFT JOIN users USING (ind)),
  counts AS (SELECT year AS dim, category, count(*) AS n FROM posts WHERE category IS NOT NULL AND year BETWEEN 2018 AND 2022 GROUP BY ALL),
  best AS (SELECT dim, max(n) AS n FROM counts GROUP BY dim)
SELECT dim AS post_year, category, n AS category_count FROM counts JOIN best USING (dim, n) ORDER BY dim, category
