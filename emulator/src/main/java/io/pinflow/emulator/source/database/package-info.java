/** Posts out of the tables of a MySQL or MariaDB database. */
package io.pinflow.emulator.source.database;
