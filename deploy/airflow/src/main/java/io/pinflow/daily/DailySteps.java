package io.pinflow.daily;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * The steps of the daily run, as {@code pinflow_daily.json} lists them beside the DAG, which reads
 * that file itself. Immutable.
 *
 * @param start when it starts, UTC
 * @param steps one after the other
 */
public record DailySteps(LocalTime start, List<Step> steps) {

  private static final String FILE = "pinflow_daily.json";

  /**
   * One job.
   *
   * @param name what it does
   * @param dated whether it is told the day
   * @param options beside day, tables and report
   */
  public record Step(String name, String job, boolean dated, Map<String, String> options) {}

  /** The file's form. */
  private record Listed(String start, List<Step> steps) {}

  /**
   * The list that this build was made with.
   *
   * @throws UncheckedIOException if it has another form
   */
  public static DailySteps read() {
    try (InputStream in = DailySteps.class.getResourceAsStream(FILE)) {
      Listed listed = new ObjectMapper().readValue(in, Listed.class);
      return new DailySteps(LocalTime.parse(listed.start()), List.copyOf(listed.steps()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the daily run's steps from " + FILE, e);
    }
  }
}
