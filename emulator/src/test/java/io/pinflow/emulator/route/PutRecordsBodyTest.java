package io.pinflow.emulator.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutRecordsBodyTest {

  private final PartitionKeys keys = new PartitionKeys();

  @Test
  void embedsJsonAsItIsAndOtherTextAsAString() {
    PostRecord json = json("{\"index\": 1.0, \"ind\":7}");
    PostRecord text = new PostRecord(RecordKind.PIN, "\"é\"\n".getBytes(UTF_8), false);

    assertThat(body(json, json("{\"ind\":-3}"), text))
        .hasValue(
            "{\"records\":[{\"data\":{\"index\": 1.0, \"ind\":7},\"partition-key\":\""
                + Arrays.hashCode(json.payload())
                + "\"},{\"data\":{\"ind\":-3},\"partition-key\":\"-3\"},"
                + "{\"data\":\"\\\"é\\\"\\n\",\"partition-key\":\""
                + Arrays.hashCode(text.payload())
                + "\"}]}");
  }

  @Test
  void hasNoFormForWhatIsNotEvenText() {
    assertThat(body(new PostRecord(RecordKind.PIN, new byte[] {(byte) 0xff}, false))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"index\":5,\"ind\":6}', 5",
    "'{\"title\":{\"index\":1},\"tags\":[2],\"ind\":12}', 12",
    "'{\"index\":-2147483648}', -2147483648"
  })
  void keepsPostsOfOneIndexOnOneShard(String payload, String key) {
    assertThat(keys.keyOf(json(payload))).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"'{}'", "'{\"index\":\"5\"}'", "'{\"index\":99999999999}'", "'{\"index\":null}'"})
  void spreadsOthersByTheirBytesWithinTheReservedLength(String payload) {
    assertThat(keys.keyOf(json(payload)))
        .isEqualTo(Integer.toString(Arrays.hashCode(payload.getBytes(UTF_8))))
        .hasSizeLessThanOrEqualTo(PartitionKeys.MAX_BYTES);
  }

  private Optional<String> body(PostRecord... records) {
    return PutRecordsBody.of(List.of(records), keys).map(bytes -> new String(bytes, UTF_8));
  }

  private static PostRecord json(String payload) {
    return PostRecord.json(RecordKind.PIN, payload.getBytes(UTF_8));
  }
}
