-- Question: what is the median follower count of the posts of each age group's users by the year they joined, 2015 to 2020?
-- Grain:    one row per age group (18-24, 25-35, 36-50, 50+ for over 50) and joining year (UTC), called post_year.
-- Median:   exact, over posts: the middle follower count, or the mean of the two middle ones (see 05).
-- Nulls:    posts without a follower count do not count; users under 18 are left out.
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
ORDER BY age_group, post_year;
