WITH
  pins AS (SELECT ind, max_by(struct(*), struct(ingest_time, length(ingest_source), ingest_source)) AS row FROM pin_table GROUP BY ind),
  geo AS (SELECT ind, max_by(struct(*), struct(ingest_time, length(ingest_source), ingest_source)) AS row FROM geo_table GROUP BY ind),
  users AS (SELECT ind, max_by(struct(*), struct(ingest_time, length(ingest_source), ingest_source)) AS row FROM user_table GROUP BY ind),
  posts AS (
    SELECT pins.row.category, pins.row.poster_name, pins.row.follower_count, geo.row.country, year(geo.row.timestamp) AS year,
           year(users.row.date_joined) AS join_year,
           CASE WHEN users.row.age BETWEEN 18 AND 24 THEN '18-24' WHEN users.row.age BETWEEN 25 AND 35 THEN '25-35'
                WHEN users.row.age BETWEEN 36 AND 50 THEN '36-50' WHEN users.row.age > 50 THEN '50+' END AS age_group
    FROM pins LEFT JOIN geo USING (ind) LEFT JOIN users USING (ind))
SELECT year(row.date_joined) AS post_year, count(DISTINCT row.user_name, row.age, row.date_joined) AS number_users_joined
FROM users WHERE year(row.date_joined) BETWEEN 2015 AND 2020 GROUP BY ALL ORDER BY post_year
