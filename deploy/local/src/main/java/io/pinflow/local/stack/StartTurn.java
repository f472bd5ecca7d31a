package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.report.RestCall;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One stack of a user starts at a time on this machine: between a port's being found free and its
 * being bound pass seconds, in which another stack would find it free too, and then take the first
 * one's answers for its own.
 */
final class StartTurn implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FileChannel channel;

  private StartTurn(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for as long as another one starts; the system ends its turn when its process ends. */
  static StartTurn await(Progress progress) {
    Path file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "pinflow-start-" + System.getProperty("user.name") + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      StartTurn turn = new StartTurn(channel);
      Progress.Step step = null;
      while (!turn.taken()) {
        step = step == null ? progress.begin("waiting for another stack to start") : step;
        pause(turn);
      }
      if (step != null) {
        step.done("");
      }
      return turn;
    } catch (IOException e) {
      throw LocalErrors.io("locking " + file, e);
    }
  }

  private boolean taken() throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  private static void pause(StartTurn turn) {
    try {
      RestCall.pause(POLL, "waiting for another stack to start");
    } catch (RuntimeException interrupted) {
      turn.close();
      throw interrupted;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw LocalErrors.io("letting another stack start", e);
    }
  }
}
