package io.pinflow.delta.kernel;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * How to reach S3 for the conditional put of a commit. The keys are those of Flink's S3 file system
 * plugin: whatever the cluster's configuration says about S3 holds here too, and an option given to
 * the connector wins over the cluster's.
 */
public final class S3Options {

  public static final ConfigOption<String> ENDPOINT =
      ConfigOptions.key("s3.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Address of the S3 service; AWS's own if absent.");

  public static final ConfigOption<String> REGION =
      ConfigOptions.key("s3.endpoint.region")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("s3.region", "fs.s3a.endpoint.region")
          .withDescription(
              "Region of the bucket; if absent, us-east-1 where an endpoint is set, else the AWS"
                  + " default region chain, which begins with AWS_REGION, then"
                  + " AWS_DEFAULT_REGION.");

  public static final ConfigOption<Boolean> PATH_STYLE_ACCESS =
      ConfigOptions.key("s3.path.style.access")
          .booleanType()
          .defaultValue(false)
          .withFallbackKeys("s3.path-style-access", "fs.s3a.path.style.access")
          .withDescription("Address buckets as http://host/bucket instead of http://bucket.host.");

  public static final ConfigOption<String> ACCESS_KEY =
      ConfigOptions.key("s3.access-key")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("s3.access.key", "fs.s3a.access.key")
          .withDescription("Access key id; the AWS default credentials chain if absent.");

  public static final ConfigOption<String> SECRET_KEY =
      ConfigOptions.key("s3.secret-key")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("s3.secret.key", "fs.s3a.secret.key")
          .withDescription("Secret key; the AWS default credentials chain if absent.");

  private S3Options() {}
}
