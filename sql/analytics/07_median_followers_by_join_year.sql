-- Question: what is the median follower count of the posts of the users who joined in each year from 2015 to 2020?
-- Grain:    one row per joining year (UTC), called post_year by convention.
-- Median:   exact, over posts: the middle follower count, or the mean of the two middle ones (see 05).
-- Nulls:    posts without a follower count do not count.
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
ORDER BY post_year;
