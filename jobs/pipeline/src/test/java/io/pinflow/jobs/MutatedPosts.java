package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.schema.RecordKind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Posts that went bad on their way, and noise. The same for the same seed. */
final class MutatedPosts {

  private static final byte[][] PIECES = {
    {0},
    {(byte) 0xFF},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {'\n'},
    {'"'},
    "\\ud83c".getBytes(UTF_8),
    "1e400".getBytes(UTF_8),
    "NaN".getBytes(UTF_8),
    "9".repeat(400).getBytes(UTF_8),
    "\"ind\":1,".getBytes(UTF_8),
    "{\"a\":".repeat(20).getBytes(UTF_8),
    "[".repeat(200).getBytes(UTF_8),
    "x".repeat(5000).getBytes(UTF_8),
  };

  private final Random random;

  private MutatedPosts(long seed) {
    random = new Random(seed);
  }

  static List<byte[]> of(RecordKind kind, int count, long seed) {
    MutatedPosts mutated = new MutatedPosts(seed);
    List<byte[]> payloads = new ArrayList<>();
    for (byte[] post : Posts.of(kind, 1_000_000, 1_000_000 + count)) {
      payloads.add(mutated.mutate(post));
    }
    return payloads;
  }

  private byte[] mutate(byte[] post) {
    int from = random.nextInt(post.length);
    int to = from + random.nextInt(post.length - from);
    ByteArrayOutputStream mutated = new ByteArrayOutputStream();
    mutated.write(post, 0, from);
    switch (random.nextInt(6)) {
      case 0: // cut off
        return mutated.toByteArray();
      case 1: // a piece left out
        break;
      case 2: // a piece twice
        mutated.write(post, from, to - from);
        mutated.write(post, from, to - from);
        break;
      case 3: // one byte changed
        mutated.write(random.nextInt(256));
        to = from + 1;
        break;
      case 4: // nothing but noise
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        return noise;
      default: // something put in
        mutated.writeBytes(PIECES[random.nextInt(PIECES.length)]);
        to = from;
        break;
    }
    mutated.write(post, to, post.length - to);
    return mutated.toByteArray();
  }
}
