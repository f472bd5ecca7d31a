package io.pinflow.schema;

/**
 * MurmurHash3's 128-bit mixing (Austin Appleby, public domain) over a sequence of longs. Texts are
 * fed by their UTF-16 units, so that the result depends on neither the JVM's string layout nor on
 * the byte order.
 */
final class ContentHasher {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private long h1;
  private long h2;
  private long pending;
  private boolean half;
  private long count;

  void put(long value) {
    count++;
    if (half) {
      mix(pending, value);
    } else {
      pending = value;
    }
    half = !half;
  }

  void put(double value) {
    put(Double.doubleToLongBits(value));
  }

  /** The length goes first, so that no two sequences of texts are fed alike; -1 stands for null. */
  void put(String text) {
    if (text == null) {
      put(-1L);
      return;
    }
    int length = text.length();
    put((long) length);
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      put(
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48);
    }
    if (i < length) {
      long rest = 0;
      for (int shift = 0; i < length; i++, shift += 16) {
        rest |= (long) text.charAt(i) << shift;
      }
      put(rest);
    }
  }

  ContentHash finish() {
    long fed = count;
    if (half) {
      put(0L);
    }
    h1 ^= fed;
    h2 ^= fed;
    h1 += h2;
    h2 += h1;
    h1 = finalMix(h1);
    h2 = finalMix(h2);
    h1 += h2;
    h2 += h1;
    return new ContentHash(h1, h2);
  }

  private void mix(long k1, long k2) {
    h1 ^= Long.rotateLeft(k1 * C1, 31) * C2;
    h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
    h2 ^= Long.rotateLeft(k2 * C2, 33) * C1;
    h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
  }

  private static long finalMix(long value) {
    long k = value;
    k ^= k >>> 33;
    k *= 0xff51afd7ed558ccdL;
    k ^= k >>> 33;
    k *= 0xc4ceb9fe1a85ec53L;
    k ^= k >>> 33;
    return k;
  }
}
