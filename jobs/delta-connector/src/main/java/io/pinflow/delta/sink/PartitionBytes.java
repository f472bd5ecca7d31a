package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.WriteErrors;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.apache.flink.table.data.StringData;

/** Bytes as a partition value: Delta keeps them as the text which they are in UTF-8. */
final class PartitionBytes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String tablePath;
  private final String column;

  PartitionBytes(String tablePath, String column) {
    this.tablePath = tablePath;
    this.column = column;
  }

  /**
   * The bytes' text, safe to keep; null for none.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if they are no text
   */
  @Nullable
  StringData text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.isEmpty() ? null : StringData.fromString(text);
    } catch (CharacterCodingException e) {
      throw WriteErrors.partitionBytesNotText(tablePath, column, bytes, e);
    }
  }
}
