/** Ends every CREATE TABLE: the collation is one that MySQL and MariaDB both have, so that a schema means the same on each. */
export const TABLE_OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci';
