package io.pinflow.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM, which runs on the same Java as this one. */
final class JavaCommand {

  /** What Flink's own start scripts open on JDK 17. */
  private static final List<String> FLINK_OPENS =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private final List<String> options = new ArrayList<>();
  private String classPath = "";

  static JavaCommand create() {
    return new JavaCommand();
  }

  JavaCommand option(String option) {
    options.add(option);
    return this;
  }

  JavaCommand options(List<String> more) {
    options.addAll(more);
    return this;
  }

  JavaCommand flinkOpens() {
    return options(FLINK_OPENS);
  }

  /**
   * For a process that lives for seconds or does little: the optimizing compiler would cost more
   * than it gains.
   */
  JavaCommand lightCompilation() {
    return option("-XX:TieredStopAtLevel=1");
  }

  /**
   * For a process whose start runs much code a few thousand times and whose work runs a little code
   * millions of times: the optimizing compiler takes ten times the usual calls and loops for a
   * reason. With its usual thresholds a third of the time of a job's first half minute is spent on
   * code which is hardly run again.
   */
  JavaCommand lateOptimization() {
    return options(
        List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000"));
  }

  JavaCommand heap(String initial, String most) {
    return option("-Xms" + initial).option("-Xmx" + most).option("-XX:+UseSerialGC");
  }

  /** Marks the process as this home's, for whoever lists processes. */
  JavaCommand marker(Home home, String name) {
    return option("-Dpinflow.part=" + name).option(homeMarker(home));
  }

  static String homeMarker(Home home) {
    return "-Dpinflow.home=" + home.root();
  }

  JavaCommand classPath(String path) {
    this.classPath = path;
    return this;
  }

  /** Keeps the classes of the class path, which is set before, for the part's next start. */
  JavaCommand classData(ClassData kept, Part part) {
    return options(kept.options(part, classPath));
  }

  List<String> run(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
