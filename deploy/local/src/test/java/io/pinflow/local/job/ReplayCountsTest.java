package io.pinflow.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.sql.ResultTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayCountsTest {

  @Test
  void putsTheAccumulatorsOfEachKindInARowAndNoneAsZero() throws JsonProcessingException {
    ResultTable counts =
        ReplayCounts.parse(
            new ObjectMapper()
                .readTree(
                    """
                    {"job-accumulators":[],"user-task-accumulators":[
                      {"name":"geo.clean","type":"LongCounter","value":"2639"},
                      {"name":"geo.already-stored","type":"LongCounter","value":"5"},
                      {"name":"pin.quarantined","type":"LongCounter","value":"7"},
                      {"name":"other","type":"LongCounter","value":"9"}]}
                    """));

    assertThat(counts.columns())
        .containsExactly("kind", "already-stored", "clean", "duplicate", "quarantined");
    assertThat(counts.rows())
        .containsExactly(
            List.of("pin", "0", "0", "0", "7"),
            List.of("geo", "5", "2639", "0", "0"),
            List.of("user", "0", "0", "0", "0"));
  }
}
