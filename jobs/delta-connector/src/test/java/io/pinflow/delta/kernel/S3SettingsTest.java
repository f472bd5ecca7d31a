package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class S3SettingsTest {

  private static final Configuration NOTHING = new Configuration();

  @Test
  void whatTheConnectorIsGivenWinsOverTheClusterWhateverTheSpelling() {
    S3Settings settings =
        new S3Settings(
            Configuration.fromMap(Map.of("s3.access.key", "mine", "s3.secret.key", "my secret")),
            Configuration.fromMap(
                Map.of("s3.access-key", "cluster's", "s3.secret-key", "its secret")));
    assertThat(settings.credentials()).contains(AwsBasicCredentials.create("mine", "my secret"));
  }

  @Test
  void takesTheClustersWhereItIsGivenNone() {
    S3Settings settings =
        new S3Settings(
            NOTHING,
            Configuration.fromMap(
                Map.of("s3.access-key", "cluster's", "s3.secret-key", "its secret")));
    assertThat(settings.credentials())
        .contains(AwsBasicCredentials.create("cluster's", "its secret"));
  }

  @Test
  void leavesTheCredentialsToAwsWhereThereAreNone() {
    assertThat(new S3Settings(NOTHING, NOTHING).credentials()).isEmpty();
  }

  @Test
  void refusesAnAccessKeyWithoutItsSecret() {
    S3Settings settings =
        new S3Settings(Configuration.fromMap(Map.of("s3.access-key", "mine")), NOTHING);
    assertThatThrownBy(settings::credentials)
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("s3.access-key")
        .hasMessageContaining("s3.secret-key")
        .hasMessageNotContaining("mine");
  }

  @Test
  void takesTheRegionOfTheOptionThenThatOfTheProcess() {
    Configuration set = Configuration.fromMap(Map.of("s3.endpoint.region", "eu-west-1"));
    Configuration ownServer = Configuration.fromMap(Map.of("s3.endpoint", "http://localhost:9000"));
    assertThat(new S3Settings(set, NOTHING, () -> Region.SA_EAST_1).region())
        .isEqualTo(Region.EU_WEST_1);
    assertThat(new S3Settings(ownServer, set, () -> Region.SA_EAST_1).region())
        .isEqualTo(Region.EU_WEST_1);
    assertThat(new S3Settings(NOTHING, NOTHING, () -> Region.SA_EAST_1).region())
        .isEqualTo(Region.SA_EAST_1);
    assertThat(new S3Settings(ownServer, NOTHING, () -> Region.SA_EAST_1).region())
        .as("a server of one's own is in no region")
        .isEqualTo(Region.US_EAST_1);
  }

  @Test
  void namesTheOptionWhereNobodyKnowsTheRegion() {
    S3Settings settings =
        new S3Settings(
            NOTHING,
            NOTHING,
            () -> {
              throw SdkClientException.create("none of five providers knows");
            });
    LogStore commits = new S3LogStore(settings::connect, 1);
    assertThatThrownBy(() -> commits.put(new Path("s3://lake/t/_delta_log/0.json"), new byte[0]))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'s3.endpoint.region'")
        .hasMessageContaining("AWS_REGION")
        .hasMessageContaining("none of five providers knows");
  }
}
