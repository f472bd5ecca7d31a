package io.pinflow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExaminationTest {

  private static final Finding FINE = Finding.ok("one", "is fine");
  private static final Finding BAD = Finding.error("two", "is bad", "Mend it");

  @Test
  void tellsEachFindingOnceInTheOrderOfTheChecks() throws InterruptedException {
    CountDownLatch secondHasRun = new CountDownLatch(1);
    Check slow =
        check(
            () -> {
              assertThat(secondHasRun.await(10, TimeUnit.SECONDS)).isTrue();
              return List.of(FINE);
            });
    Check fast =
        check(
            () -> {
              secondHasRun.countDown();
              return List.of(BAD, FINE);
            });

    assertThat(new Examination().of(List.of(slow, fast))).containsExactly(FINE, BAD);
  }

  @Test
  void tellsOfACheckThatDoesNotEndAndInterruptsIt() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Check endless =
        check(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return List.of();
            });

    List<Finding> findings =
        new Examination(Duration.ofMillis(100)).of(List.of(check(() -> List.of(FINE)), endless));

    assertThat(findings).hasSize(2).first().isEqualTo(FINE);
    assertThat(findings.get(1).state()).isEqualTo(Finding.State.WARNING);
    assertThat(findings.get(1).toString()).startsWith("a server: could not be told within");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tellsWhyACheckCouldNotBeMade() throws InterruptedException {
    Check failing =
        check(
            () -> {
              throw new IOException("outer", new IllegalStateException("the root\nof it"));
            });

    assertThat(new Examination().of(List.of(failing)))
        .singleElement()
        .hasToString(
            "a server: IllegalStateException: the root of it. Mend it, or report it as a fault");
  }

  @Test
  void leavesOutWhatAnErrorMakesPointless() throws InterruptedException {
    Check next = check(() -> List.of(FINE));

    assertThat(new Examination().of(List.of(check(() -> List.of(BAD)).then(List.of(next)))))
        .containsExactly(BAD);
    Finding warning = Finding.warning("three", "is odd", "Look at it");
    assertThat(new Examination().of(List.of(check(() -> List.of(warning)).then(List.of(next)))))
        .containsExactly(warning, FINE);
  }

  private static Check check(Look look) {
    return new Check() {
      @Override
      public String what() {
        return "a server";
      }

      @Override
      public List<Finding> run() throws Exception {
        return look.run();
      }
    };
  }

  @FunctionalInterface
  private interface Look {
    List<Finding> run() throws Exception;
  }
}
