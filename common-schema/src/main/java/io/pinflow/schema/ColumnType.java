package io.pinflow.schema;

/** The column types of the contract's tables, independent of any engine. */
public enum ColumnType {
  /** 32-bit signed integer. */
  INT,
  /** 64-bit signed integer. */
  BIGINT,
  /** Unicode text. */
  STRING,
  /** A list of doubles, none of them null. */
  ARRAY_OF_DOUBLE,
  /** An instant with microseconds, UTC. */
  TIMESTAMP,
  /** A calendar day, UTC. */
  DATE,
  /** Bytes. */
  BINARY
}
