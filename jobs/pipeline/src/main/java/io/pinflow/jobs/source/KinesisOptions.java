package io.pinflow.jobs.source;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOptions;

/** What a job that reads Kinesis can be told. */
public final class KinesisOptions {

  private static final String NAME = "[a-zA-Z0-9_.-]{1,128}";

  public static final JobOption<String> REGION =
      JobOption.of(
              ConfigOptions.key("kinesis-region")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "AWS region of the streams, such as `eu-west-1`. Kinesis is read where it is"
                          + " given, with the credentials of the default chain: environment, web"
                          + " identity, profile, role."),
              ValueType.TEXT)
          .accepting(region -> region.matches("[a-z]{2}(-[a-z]+)+-\\d+"), "is no AWS region");

  public static final JobOption<String> ENDPOINT =
      JobOption.of(
              ConfigOptions.key("kinesis-endpoint")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "URL of a Kinesis server other than the region's own, such as"
                          + " `http://127.0.0.1:4567`."),
              ValueType.TEXT)
          .accepting(url -> url.matches("https?://[^/\\s]+/?"), "is no http or https URL");

  public static final JobOption<List<String>> STREAMS =
      JobOption.of(
              ConfigOptions.key("kinesis-streams")
                  .stringType()
                  .asList()
                  .defaultValues(
                      "streaming-pinflow-pin", "streaming-pinflow-geo", "streaming-pinflow-user")
                  .withDescription(
                      "Streams to read. The part of a name after its last hyphen is the kind of its"
                          + " records: `pin`, `geo` or `user`. A stream that does not exist yet is"
                          + " waited for, and then read from its first record on."),
              ValueType.listOf("stream names", KinesisOptions::streamName))
          .accepting(
              streams -> new HashSet<>(streams).size() == streams.size(), "names a stream twice");

  public static final JobOption<KinesisReader> READER =
      JobOption.of(
          ConfigOptions.key("kinesis-reader")
              .enumType(KinesisReader.class)
              .defaultValue(KinesisReader.POLLING)
              .withDescription(
                  "How records are got: `polling` shares a shard's throughput with its other readers;"
                      + " `efo` (enhanced fan-out) has one of its own, arrives sooner and costs more."),
          ValueType.oneOf(KinesisReader.class));

  public static final JobOption<String> CONSUMER_NAME =
      JobOption.of(
              ConfigOptions.key("kinesis-consumer-name")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "Name under which `efo` registers as a consumer of each stream, where there is none"
                          + " of that name. It stays registered when the job ends. Another job needs"
                          + " another name. `pinflow-` and the job's name where it is not given."),
              ValueType.TEXT)
          .accepting(name -> name.matches(NAME), "is no name of a consumer");

  public static final JobOption<StreamStart> START_POSITION =
      JobOption.parsed(
          ConfigOptions.key("kinesis-start-position")
              .stringType()
              .defaultValue("earliest")
              .withDescription(
                  "Where to begin in Kinesis without a checkpoint or savepoint; `latest` begins with"
                      + " what arrives after the job was submitted."),
          StreamStart.TYPE);

  public static final JobOption<Map<String, String>> PROPERTIES =
      JobOption.map(
          ConfigOptions.key("kinesis-properties")
              .mapType()
              .noDefaultValue()
              .withDescription(
                  "Further properties of Flink's Kinesis consumer, such as"
                      + " `flink.shard.getrecords.intervalmillis`. Never a key of an account."));

  public static final List<JobOption<?>> ALL =
      List.of(REGION, ENDPOINT, STREAMS, READER, CONSUMER_NAME, START_POSITION, PROPERTIES);

  private KinesisOptions() {}

  private static String streamName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("holds '" + name + "', which no stream can be named");
    }
    return name;
  }
}
