/** The newest row of each key of a table, found without sorting or sending its rows. */
package io.pinflow.delta.source.newest;
