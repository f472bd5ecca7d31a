package io.pinflow.benchmarks.clean;

import java.util.Map;

/** Whether repetitions are left out, and where each side keeps what it has seen. */
enum Deduplication {
  OFF("off", "dedup off", Map.of(), "off"),
  HASHMAP("hashmap", "dedup on, on the heap", Map.of("state.backend.type", "hashmap"), "default"),
  ROCKSDB("rocksdb", "dedup on, RocksDB", Map.of("state.backend.type", "rocksdb"), "rocksdb");

  private final String key;
  private final String label;
  private final Map<String, String> flink;
  private final String spark;

  Deduplication(String key, String label, Map<String, String> flink, String spark) {
    this.key = key;
    this.label = label;
    this.flink = flink;
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
