-- Question: which category is posted most in each country?
-- Grain:    one row per country and winning category.
-- Ties:     all categories which share the highest count are returned.
-- Nulls:    posts without a category do not compete.
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
ORDER BY country, category;
