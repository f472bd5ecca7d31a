-- Question: who is the poster with the most followers in each country?
-- Grain:    one row per country and winning poster; a poster's followers are the most any of its pins there shows.
-- Ties:     all posters who share the highest number are returned.
-- Nulls:    posts without a poster or a follower count do not compete.
--           Only posts with a country's highest number are grouped by poster: sorting all posters takes much longer.
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
ORDER BY posts.country, posts.poster_name;
