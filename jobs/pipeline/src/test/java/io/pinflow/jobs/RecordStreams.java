package io.pinflow.jobs;

import io.pinflow.jobs.source.RawRecord;
import java.util.List;

/** Real topics or streams, as the tests of every source see them. */
interface RecordStreams extends AutoCloseable {

  /** Makes a topic or stream of so many partitions or shards. */
  void create(String name, int parts) throws Exception;

  /** Changes the number of partitions or shards, and waits until it has. */
  void resize(String name, int parts) throws Exception;

  /** Sends records, spread over the partitions or shards, and waits. */
  void send(String name, List<byte[]> values) throws Exception;

  /** All that is in the topics or streams made, as another client than the source's knows it. */
  List<RawRecord> stored() throws Exception;

  /** What a job that is to read the names must be told. */
  List<String> settings(String... names);

  @Override
  void close();
}
