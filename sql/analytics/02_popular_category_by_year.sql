-- Question: which category is posted most in each year from 2018 to 2022?
-- Grain:    one row per post year (UTC) and winning category.
-- Ties:     all categories which share the highest count are returned.
-- Nulls:    posts without a category do not compete.
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
ORDER BY post_year, category;
