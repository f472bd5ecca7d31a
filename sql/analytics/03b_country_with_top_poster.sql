-- Question: in which country is the poster with the most followers of all?
-- Grain:    one row per winning country.
-- Ties:     all countries with a poster of that many followers are returned.
-- Nulls:    posts without a poster or a follower count do not compete.
SELECT country, follower_count
FROM (
  SELECT country, follower_count, RANK() OVER (ORDER BY follower_count DESC) AS place
  FROM (
    SELECT geo.country, MAX(pins.follower_count) AS follower_count
    FROM pins JOIN geo ON pins.ind = geo.ind
    WHERE pins.poster_name IS NOT NULL AND pins.follower_count IS NOT NULL
    GROUP BY geo.country))
WHERE place = 1
ORDER BY country;
