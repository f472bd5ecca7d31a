package io.pinflow.benchmarks.clean;

import java.util.Map;

/** Whether repetitions are left out, and where each side keeps what it has seen. */
enum Deduplication {
  OFF("off", "dedup off", "hashmap", "1100m", "0", "off"),
  HASHMAP("hashmap", "dedup on, on the heap", "hashmap", "1900m", "0", "default"),
  ROCKSDB("rocksdb", "dedup on, RocksDB", "rocksdb", "1400m", "256m", "rocksdb");

  private final String key;
  private final String label;
  private final Map<String, String> flink;
  private final String spark;

  /**
   * @param memory of the TaskManager, for a state of three million records where it is on the heap
   * @param managed of it, for RocksDB
   */
  Deduplication(
      String key, String label, String backend, String memory, String managed, String spark) {
    this.key = key;
    this.label = label;
    this.flink =
        Map.of(
            "state.backend.type", backend,
            "taskmanager.memory.process.size", memory,
            "taskmanager.memory.managed.size", managed,
            // One job: the stack's own is for the classes of many.
            "taskmanager.memory.jvm-metaspace.size", "256m");
    this.spark = spark;
  }

  String key() {
    return key;
  }

  String label() {
    return label;
  }

  Map<String, String> flink() {
    return flink;
  }

  String spark() {
    return spark;
  }

  String window() {
    return this == OFF ? "off" : "1 h";
  }
}
