package io.pinflow.local.stack;

import java.util.List;

/** Where the local stack keeps records: the same names as on AWS, on this machine's servers. */
public final class Lake {

  public static final String BUCKET = "pinflow";

  /** Below it the raw archive: raw/topics/TOPIC/dt=.../hour=... */
  public static final String ARCHIVE = "s3://" + BUCKET;

  public static final String TABLES = "s3://" + BUCKET + "/lake";

  /** The prefix of the topics, which is the deployment's id. */
  public static final String ID = "pinflow";

  /** Of each topic; as many shards has each stream. */
  public static final int PARTITIONS = 2;

  /** In which the local servers say they are. */
  public static final String REGION = "us-east-1";

  public static final List<String> KINDS = List.of("pin", "geo", "user");

  private Lake() {}

  public static String topic(String kind) {
    return ID + "." + kind;
  }

  public static String stream(String kind) {
    return "streaming-" + ID + "-" + kind;
  }

  public static List<String> streams() {
    return KINDS.stream().map(Lake::stream).toList();
  }

  public static List<String> topics() {
    return KINDS.stream().map(Lake::topic).toList();
  }
}
