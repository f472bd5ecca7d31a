-- Question: who is the poster with the most followers in each country?
-- Grain:    one row per country and winning poster; a poster's followers are the most any of its pins there shows.
-- Ties:     all posters who share the highest number are returned.
-- Nulls:    posts without a poster or a follower count do not compete.
SELECT country, poster_name, follower_count
FROM (
  SELECT country, poster_name, follower_count,
         RANK() OVER (PARTITION BY country ORDER BY follower_count DESC) AS place
  FROM (
    SELECT geo.country, pins.poster_name, MAX(pins.follower_count) AS follower_count
    FROM pins JOIN geo ON pins.ind = geo.ind
    WHERE pins.poster_name IS NOT NULL AND pins.follower_count IS NOT NULL
    GROUP BY geo.country, pins.poster_name))
WHERE place = 1
ORDER BY country, poster_name;
