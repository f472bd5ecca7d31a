package io.pinflow.emulator.source.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Writes rows as JSON objects, with the columns' names and in their order. Numbers become numbers,
 * text and dates strings, bytes Base64, and null stays null. Not thread-safe.
 */
final class RowWriter {

  private static final int TYPICAL_BYTES = 1024;

  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
  private final TimestampForm timestamps;

  RowWriter(TimestampForm timestamps) {
    this.timestamps = timestamps;
  }

  byte[] write(ResultSet row) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    ResultSetMetaData columns = row.getMetaData();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        out.writeFieldName(columns.getColumnLabel(column));
        write(out, row, column, columns.getColumnType(column));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator out, ResultSet row, int column, int type)
      throws SQLException, IOException {
    String text = row.getString(column);
    if (text == null) {
      out.writeNull();
      return;
    }
    switch (type) {
      case Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          out.writeNumber(row.getBigDecimal(column).toBigInteger());
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> out.writeNumber(row.getDouble(column));
      case Types.DECIMAL, Types.NUMERIC -> out.writeNumber(new BigDecimal(text).toPlainString());
      case Types.TIMESTAMP -> out.writeString(timestamps.of(text));
      case Types.BIT, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          out.writeBinary(row.getBytes(column));
      default -> out.writeString(text);
    }
  }
}
