-- Question: which category do the users of each age group post most?
-- Grain:    one row per age group (18-24, 25-35, 36-50, 50+ for over 50) and winning category.
-- Ties:     all categories which share the highest count are returned.
-- Nulls:    posts without a category do not compete; users under 18 are left out.
SELECT age_group, category, category_count
FROM (
  SELECT age_group, category, category_count,
         RANK() OVER (PARTITION BY age_group ORDER BY category_count DESC) AS place
  FROM (
    SELECT users_by_age_group.age_group, pins.category, COUNT(*) AS category_count
    FROM pins JOIN users_by_age_group ON pins.ind = users_by_age_group.ind
    WHERE pins.category IS NOT NULL
    GROUP BY users_by_age_group.age_group, pins.category))
WHERE place = 1
ORDER BY age_group, category;
