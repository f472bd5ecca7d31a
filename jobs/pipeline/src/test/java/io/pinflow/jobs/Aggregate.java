package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Records in the aggregated form of the Kinesis Producer Library: a magic number, a protocol buffer
 * (1: partition keys; 3: records, each of 1: the index of its key, 3: its data), and its MD5.
 */
final class Aggregate {

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int PARTITION_KEYS = 1;
  private static final int RECORDS = 3;
  private static final int KEY_INDEX = 1;
  private static final int DATA = 3;
  private static final int BYTES = 2;

  private Aggregate() {}

  /** All of one partition key. */
  static byte[] of(String partitionKey, List<byte[]> values) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    write(PARTITION_KEYS, partitionKey.getBytes(UTF_8), message);
    for (byte[] value : values) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.write(KEY_INDEX << 3);
      record.write(0);
      write(DATA, value, record);
      write(RECORDS, record.toByteArray(), message);
    }
    ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
    aggregate.writeBytes(MAGIC);
    aggregate.writeBytes(message.toByteArray());
    aggregate.writeBytes(md5(message.toByteArray()));
    return aggregate.toByteArray();
  }

  private static void write(int field, byte[] bytes, ByteArrayOutputStream out) {
    out.write((field << 3) | BYTES);
    int length = bytes.length;
    while (length > 0x7F) {
      out.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(bytes);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
