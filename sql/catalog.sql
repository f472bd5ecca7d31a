-- The lake without any DDL: a catalog over 'delta.table-root' (see tables.sql), for looking around in the SQL Client.
--
-- Grain:   the query gives one row per country.
-- Ties:    countries of equal count are ordered by name.
-- Nulls:   a row without country counts as country NULL.

CREATE CATALOG lake WITH ('type' = 'delta');
USE CATALOG lake;

SHOW TABLES;
DESCRIBE geo_table;

SELECT country, COUNT(*) AS posts
FROM geo_table
GROUP BY country
ORDER BY posts DESC, country;

-- The table as it was at its first version.
SELECT COUNT(*) AS posts FROM geo_table /*+ OPTIONS('versionAsOf' = '0') */;
