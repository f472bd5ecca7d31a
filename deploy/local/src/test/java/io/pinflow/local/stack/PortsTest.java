package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.local.report.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  private static final IntPredicate ALL_FREE = port -> true;

  @TempDir private Path folder;

  @Test
  void takesTheStandardPortsWhereTheyAreFree() {
    Ports ports = choose(Map.of(), Optional.empty(), Set.of(), ALL_FREE);
    assertThat(ports.kafka()).isEqualTo("127.0.0.1:9092");
    assertThat(ports.flink()).isEqualTo("http://127.0.0.1:8081");
  }

  @Test
  void takesAnotherPortInPlaceOfATakenOne() {
    Ports ports = choose(Map.of(), Optional.empty(), Set.of(), port -> port != 9092);
    assertThat(ports.get(Port.KAFKA)).isNotEqualTo(9092).isPositive();
    assertThat(ports.get(Port.S3)).isEqualTo(9000);
  }

  @Test
  void keepsThePortsOfTheLastRunUnlessTheyAreTakenNow() {
    Ports last =
        choose(Map.of(Part.KAFKA, 4001, Part.S3, 4002), Optional.empty(), Set.of(), ALL_FREE);
    Ports again = choose(Map.of(), Optional.of(last), Set.of(), port -> port != 4002);
    assertThat(again.get(Port.KAFKA)).isEqualTo(4001);
    assertThat(again.get(Port.S3)).isEqualTo(9000);
    assertThat(again.changedSince(last)).containsExactly(Part.S3);
  }

  @Test
  void leavesARunningPartItsPorts() {
    Ports last = choose(Map.of(Part.KAFKA, 4001), Optional.empty(), Set.of(), ALL_FREE);
    Ports again = choose(Map.of(), Optional.of(last), EnumSet.of(Part.KAFKA), port -> port != 4001);
    assertThat(again.get(Port.KAFKA)).isEqualTo(4001);
  }

  @Test
  void tellsWhichPortsOfPartsThatAreDownAreTaken() {
    Ports last = choose(Map.of(Part.KAFKA, 4001), Optional.empty(), Set.of(), ALL_FREE);
    IntPredicate free = port -> port != 4001 && port != 9000 && port != 9092;

    assertThat(Ports.taken(Optional.empty(), Set.of(), free))
        .isEqualTo(Map.of(9000, Part.S3, 9092, Part.KAFKA));
    assertThat(Ports.taken(Optional.of(last), Set.of(), free))
        .isEqualTo(Map.of(4001, Part.KAFKA, 9000, Part.S3));
    assertThat(Ports.taken(Optional.of(last), EnumSet.of(Part.KAFKA), free))
        .isEqualTo(Map.of(9000, Part.S3));
  }

  @Test
  void neverGivesOnePortTwice() {
    Ports ports = choose(Map.of(Part.KAFKA, 8081), Optional.empty(), Set.of(), ALL_FREE);
    Set<Integer> numbers = new HashSet<>();
    for (Port port : Port.values()) {
      assertThat(numbers.add(ports.get(port))).as(port.key()).isTrue();
    }
  }

  @Test
  void refusesAPortTheUserAskedForButAnotherProcessHolds() {
    assertThatThrownBy(
            () ->
                choose(
                    Map.of(Part.JOBMANAGER, 5000),
                    Optional.empty(),
                    Set.of(),
                    port -> port != 5000))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("--flink-port: port 5000 is taken")
        .extracting("exitCode")
        .isEqualTo(2);
  }

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("ports.properties");
    Ports ports = choose(Map.of(Part.GATEWAY, 4711), Optional.empty(), Set.of(), ALL_FREE);
    ports.write(file);
    assertThat(Ports.read(file).orElseThrow().changedSince(ports)).isEmpty();
    assertThat(Ports.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void seesThatAListenerHoldsItsPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.isFree(socket.getLocalPort())).isFalse();
      assertThat(FreePorts.answers(socket.getLocalPort())).isTrue();
    }
  }

  @Test
  void unusualPortsAreNoStacksFirstChoiceAndNoOutgoingConnections() {
    Ports unusual = Ports.unusual();
    for (Port port : Port.values()) {
      assertThat(unusual.get(port)).isBetween(20_000, 32_767).isNotEqualTo(port.standard());
    }
    assertThat(Stream.of(Port.values()).map(unusual::get)).doesNotHaveDuplicates();
  }

  private static Ports choose(
      Map<Part, Integer> requested, Optional<Ports> last, Set<Part> running, IntPredicate free) {
    return Ports.choose(requested, last, running, free);
  }
}
