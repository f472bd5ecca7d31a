package io.pinflow.local.doctor;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.PartStatus;
import io.pinflow.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this machine has for a stack, and how the stack of a home is. */
public final class StackFindings {

  private static final List<Integer> JAVA = List.of(17);
  private static final long FEW_BYTES = 1L << 30;
  private static final long MEGABYTE = 1L << 20;

  private StackFindings() {}

  /** Of the machine, for a home which may not exist yet. */
  public static List<Finding> ofMachine(Installation installation, Path home) {
    return List.of(java(Runtime.version().feature()), kinesis(installation), disk(home, FEW_BYTES));
  }

  /** Of the home's processes and their ports. */
  public static List<Finding> ofStack(Stack stack, Installation installation, Home home) {
    List<Finding> findings = new ArrayList<>();
    List<PartStatus> parts = stack.status(installation);
    boolean down = parts.stream().noneMatch(PartStatus::up);
    if (down) {
      findings.add(
          Finding.warning(
              "stack of " + home.root(),
              "is down",
              "Start it with: pinflow up --home " + home.root()));
    } else {
      parts.forEach(part -> findings.add(of(part, home)));
    }
    stack.takenPorts().forEach((port, part) -> findings.add(taken(port, part.label(), down)));
    return findings;
  }

  /** Of a machine on which no stack was started. */
  public static List<Finding> ofNoStack(Path home) {
    return List.of(
        Finding.warning(
            "stack of " + home, "was never started", "Start it with: pinflow up --home " + home));
  }

  private static Finding of(PartStatus status, Home home) {
    String label = status.part().label();
    return status.up()
        ? Finding.ok(label, ("is up " + status.address()).strip())
        : Finding.error(
            label,
            "is down while others are up",
            "See " + home.log(status.part()) + ", and restart it with: pinflow up");
  }

  private static Finding taken(int port, String part, boolean down) {
    return Finding.warning(
        "port " + port,
        "is taken by another program, wherefore "
            + part
            + (down ? " will get" : " gets")
            + " another",
        "Nothing needs to be done; free it if you want the usual one");
  }

  static Finding java(int version) {
    return JAVA.contains(version)
        ? Finding.ok("Java of the stack", Integer.toString(version))
        : Finding.warning(
            "Java of the stack",
            version + " is newer than what Flink 1.20 is made for",
            "Point JAVA_HOME to a JDK 17");
  }

  private static Finding kinesis(Installation installation) {
    return installation.kinesisServer().isPresent()
        ? Finding.ok("Node for Kinesis", "is there, and the server is installed")
        : Finding.warning(
            "Node for Kinesis",
            "there are no streams: the server cannot run",
            Installation.KINESIS_MISSING);
  }

  static Finding disk(Path home, long fewBytes) {
    String what = "disk of " + home;
    Path existing = home.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      long usable = Files.getFileStore(existing).getUsableSpace();
      String left = usable / MEGABYTE + " MB are free";
      return usable >= fewBytes
          ? Finding.ok(what, left)
          : Finding.warning(what, "only " + left, "Make room, or give another --home");
    } catch (IOException e) {
      throw LocalErrors.io("looking at the " + what, e);
    }
  }
}
