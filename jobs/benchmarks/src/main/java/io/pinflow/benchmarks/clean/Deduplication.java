package io.pinflow.benchmarks.clean;

import java.util.Map;

/** Whether repetitions are left out, and where each side keeps what it has seen. */
enum Deduplication {
  OFF("off", "dedup off", "hashmap", "1400m", "off"),
  HASHMAP("hashmap", "dedup on, on the heap", "hashmap", "1600m", "default"),
  ROCKSDB("rocksdb", "dedup on, RocksDB", "rocksdb", "1400m", "rocksdb");

  private final String key;
  private final String label;
  private final Map<String, String> flink;
  private final String spark;

  /**
   * @param memory of the TaskManager, which keeps the state of three million records on its heap
   */
  Deduplication(String key, String label, String backend, String memory, String spark) {
    this.key = key;
    this.label = label;
    this.flink = Map.of("state.backend.type", backend, "taskmanager.memory.process.size", memory);
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
