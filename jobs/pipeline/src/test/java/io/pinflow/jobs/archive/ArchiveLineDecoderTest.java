package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.ParseException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveLineDecoderTest {

  private static final String LINE =
      "{\"topic\":\"t.pin\",\"partition\":0,\"offset\":7,\"timestamp\":-1,\"key\":null,"
          + "\"headers\":[],\"value\":{\"a\":1}}";

  private final ArchiveLineDecoder decoder = new ArchiveLineDecoder();

  @Property(tries = 1000)
  void readsBackEveryRecord(@ForAll("records") RawRecord record) throws Exception {
    byte[] line = encode(record);

    assertThat(decode(line)).isEqualTo(asArchived(record));
  }

  @Property(tries = 300)
  void acceptsNoLineThatWasCutOff(@ForAll("records") RawRecord record) throws IOException {
    byte[] line = encode(record);

    for (int length = 0; length < line.length; length++) {
      byte[] begin = Arrays.copyOf(line, length);
      assertThatThrownBy(() -> decode(begin)).isInstanceOf(ParseException.class);
    }
  }

  @Property(tries = 1000)
  void failsInNoOtherWayForLinesThatAreNone(@ForAll("noise") byte[] noise) {
    assertThatThrownBy(() -> decode(noise)).isInstanceOf(ParseException.class);
  }

  @Test
  void readsALineAmongOthers() throws ParseException {
    byte[] lines = ("x\n" + LINE + "\ny").getBytes(UTF_8);

    RawRecord record = decoder.decode(lines, 2, 2 + LINE.length());

    assertThat(record.position()).hasToString("kafka://t.pin/0/7");
    assertThat(record.timestamp()).isEqualTo(-1);
    assertThat(record.value()).asString(UTF_8).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic|tropic|'\"stream\":' is missing",
        "\"partition\":0|\"partition\":4294967296|partition is no whole number of 32 bits",
        "\"offset\":7|\"offset\":|no whole number of 64 bits",
        "\"offset\":7|\"offset\":99999999999999999999|no whole number of 64 bits",
        "t.pin|t\\u0041pin|the escape '\\u0041', which no archive has",
        "t.pin|t\\q|the escape '\\q'",
        "{\"a\":1}|{\"a\":}|the value is not one JSON value",
        "\"value\":{\"a\":1}|\"value_base64\":\"?\"|there is no base64",
        "[]|[{}]|'{\"key\":' is missing"
      })
  void saysWhatIsWrongWithALine(String from, String to, String message) {
    byte[] line = LINE.replace(from, to).getBytes(UTF_8);

    assertThatThrownBy(() -> decode(line))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining(message);
  }

  @Provide
  Arbitrary<RawRecord> records() {
    return RawRecords.any();
  }

  @Provide
  Arbitrary<byte[]> noise() {
    return Arbitraries.strings()
        .withChars("{}[]\\\"u0:,tn")
        .ofMaxLength(60)
        .map(text -> ("{\"topic\":" + text).getBytes(UTF_8));
  }

  /** A payload's line breaks between the tokens of JSON are blanks. */
  private static RawRecord asArchived(RawRecord record) {
    if (record.value() == null || !new EmbeddableJson().test(record.value())) {
      return record;
    }
    byte[] value =
        new String(record.value(), UTF_8).replace('\n', ' ').replace('\r', ' ').getBytes(UTF_8);
    return new RawRecord(
        record.position(), record.timestamp(), record.key(), record.headers(), value);
  }

  private RawRecord decode(byte[] line) throws ParseException {
    return decoder.decode(line, 0, line.length);
  }

  private static byte[] encode(RawRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ArchiveLineEncoder().write(record, out);
    return Arrays.copyOf(out.toByteArray(), out.size() - 1);
  }
}
