package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LineBufferTest {

  @Property(tries = 3000)
  void writesNumbersInDecimalDigits(@ForAll long number) {
    byte[] line = new LineBuffer().ascii("n=").number(number).ascii(";").toByteArray();

    assertThat(new String(line, US_ASCII)).isEqualTo("n=" + number + ";");
  }

  @Property
  void growsForWhatIsLong(@ForAll byte[] data, @ForAll long number) {
    LineBuffer line = new LineBuffer().raw(new byte[4095]).raw(data).number(number);

    assertThat(line.toByteArray())
        .startsWith(new byte[4095])
        .endsWith(Long.toString(number).getBytes(US_ASCII));
    assertThat(line.toByteArray()).hasSize(4095 + data.length + Long.toString(number).length());
  }
}
