package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

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
}
