package io.pinflow.jobs.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that is submitted, as it was just packed. */
class UberJarIT {

  private static final long LARGEST_BYTES = 150L << 20;

  /** Of class files: what Java 11 reads. */
  private static final int JAVA_11 = 55;

  private static final String SERVICES = "META-INF/services/";

  /** The connectors: all of Flink that the jar brings along. */
  private static final List<String> CONNECTORS =
      List.of(
          "org/apache/flink/connector/aws/",
          "org/apache/flink/connector/kafka/",
          "org/apache/flink/connector/kinesis/",
          "org/apache/flink/kinesis/shaded/",
          "org/apache/flink/streaming/connectors/kafka/",
          "org/apache/flink/streaming/connectors/kinesis/",
          // Key-and-value schemas of the Kafka connector, in Flink's old package for them.
          "org/apache/flink/streaming/util/serialization/");

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
    System.out.printf("%s has %.1f MB%n", file.getName(), file.length() / 1e6);
    assertThat(file).satisfies(f -> assertThat(f.length()).isBetween(1L << 20, LARGEST_BYTES));
  }

  @Test
  void namesItsMainClassWhichIsThere() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.pinflow.jobs.Main");
    assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isNull();
    assertThat(names()).contains("io/pinflow/jobs/Main.class");
  }

  @Test
  void holdsEachEntryOnce() {
    Set<String> seen = new HashSet<>();
    assertThat(names()).filteredOn(name -> !seen.add(name)).isEmpty();
  }

  @Test
  void runsOnJava11() throws IOException {
    List<String> newer = new ArrayList<>();
    for (String name : classes()) {
      try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
        assertThat(in.readInt()).as(name).isEqualTo(0xCAFEBABE);
        in.readUnsignedShort();
        int major = in.readUnsignedShort();
        if (major > JAVA_11) {
          newer.add(name + " " + major);
        }
      }
    }
    assertThat(newer).isEmpty();
  }

  @Test
  void bringsNothingThatTheClusterProvides() {
    assertThat(classes())
        .filteredOn(name -> name.startsWith("org/apache/flink/"))
        .isNotEmpty()
        .allMatch(name -> CONNECTORS.stream().anyMatch(name::startsWith));
    assertThat(names())
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("org/apache/log4j/"))
        .noneMatch(name -> name.startsWith("org/apache/calcite/"))
        .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
        .noneMatch(name -> name.startsWith("org/rocksdb/"))
        .noneMatch(name -> name.startsWith("scala/"));
  }

  @Test
  void everyServiceIsOfClassesThatAreThere() throws IOException {
    Set<String> names = new HashSet<>(names());
    List<String> missing = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (String service : services()) {
      for (String provider : providers(service)) {
        boolean there = names.contains(provider.replace('.', '/') + ".class");
        (there ? found : missing).add(service.substring(SERVICES.length()) + ": " + provider);
      }
    }
    assertThat(missing).isEmpty();
    // Of three jars, so that the files were put together and not one taken for all.
    assertThat(found)
        .contains(
            "org.apache.flink.table.factories.Factory: io.pinflow.delta.table.DeltaTableFactory",
            "org.apache.flink.table.factories.Factory:"
                + " org.apache.flink.streaming.connectors.kafka.table.KafkaDynamicTableFactory",
            "io.pinflow.shaded.org.apache.hadoop.fs.FileSystem:"
                + " io.pinflow.shaded.org.apache.hadoop.fs.LocalFileSystem");
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

  private List<String> classes() {
    return names().stream().filter(name -> name.endsWith(".class")).collect(Collectors.toList());
  }

  private List<String> services() {
    return names().stream()
        .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
        .collect(Collectors.toList());
  }

  private List<String> providers(String service) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(service))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").trim())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toList());
    }
  }
}
