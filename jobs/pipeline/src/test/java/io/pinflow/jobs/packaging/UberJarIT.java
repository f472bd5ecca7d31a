package io.pinflow.jobs.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that is submitted, as it was just packed. */
class UberJarIT {

  private static final long LARGEST_BYTES = 150L << 20;

  private final File file = new File(System.getProperty("uber.jar"));
  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(file);
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void staysFarBelowWhatTheManagedServiceTakes() {
    assertThat(file).satisfies(f -> assertThat(f.length()).isBetween(1L << 20, LARGEST_BYTES));
  }

  @Test
  void carriesNoSignaturesModulesNorTheProducersPrograms() {
    assertThat(names())
        .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .noneMatch(name -> name.startsWith("amazon-kinesis-producer-native-binaries/"));
  }

  @Test
  void carriesTheSourcesAndTheirClientsUnderNamesOfTheirOwn() {
    assertThat(names())
        .contains(
            "io/pinflow/jobs/Main.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/flink/streaming/connectors/kinesis/FlinkKinesisConsumer.class",
            "org/apache/flink/kinesis/shaded/com/amazonaws/services/kinesis/AmazonKinesis.class",
            "org/joda/time/DateTime.class")
        .noneMatch(name -> name.startsWith("com/amazonaws/"))
        .noneMatch(name -> name.startsWith("software/amazon/awssdk/"))
        .noneMatch(name -> name.startsWith("com/fasterxml/"))
        .noneMatch(name -> name.startsWith("org/apache/http/"))
        .noneMatch(name -> name.startsWith("io/netty/"));
  }

  private List<String> names() {
    return jar.stream().map(JarEntry::getName).collect(Collectors.toList());
  }
}
