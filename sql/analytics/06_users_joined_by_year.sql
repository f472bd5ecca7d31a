-- Question: how many users joined in each year from 2015 to 2020?
-- Grain:    one row per joining year (UTC), called post_year by convention.
-- Users:    several keys may carry one user: a user is its name, age and joining time, and counts once.
-- Nulls:    none: all three are required of a user record.
SELECT post_year, COUNT(*) AS number_users_joined
FROM (
  SELECT DISTINCT YEAR(date_joined) AS post_year, user_name, age, date_joined
  FROM users
  WHERE YEAR(date_joined) BETWEEN 2015 AND 2020)
GROUP BY post_year
ORDER BY post_year;
