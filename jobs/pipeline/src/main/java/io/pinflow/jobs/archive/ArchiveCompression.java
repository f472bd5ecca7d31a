package io.pinflow.jobs.archive;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How the archive's objects are compressed. Each is a stream which any standard tool reads. */
enum ArchiveCompression {
  GZIP(".json.gz") {
    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new Gzip(out);
    }

    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
  },
  ZSTD(".json.zst") {
    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new ZstdOutputStream(out);
    }

    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }
  },
  NONE(".json") {
    @Override
    OutputStream compress(OutputStream out) {
      return out;
    }

    @Override
    InputStream decompress(InputStream in) {
      return in;
    }
  };

  private static final int BUFFER_BYTES = 64 * 1024;

  private final String suffix;

  ArchiveCompression(String suffix) {
    this.suffix = suffix;
  }

  /** The compression of an object, by its name; none where it is no object of an archive. */
  static Optional<ArchiveCompression> ofObject(String name) {
    return Arrays.stream(values()).filter(known -> name.endsWith(known.suffix)).findFirst();
  }

  /** The end of an object's name. */
  String suffix() {
    return suffix;
  }

  /** A stream whose close ends the compressed form and closes the stream beneath. */
  abstract OutputStream compress(OutputStream out) throws IOException;

  /**
   * The content of an object. Fails at the end of one that was cut off, where its form shows it.
   */
  abstract InputStream decompress(InputStream in) throws IOException;

  private static final class Gzip extends GZIPOutputStream {

    /**
     * Of JSON lines of posts, the default of 6 makes objects 3 % smaller and takes 1.7 times as
     * long.
     */
    private static final int LEVEL = 4;

    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(LEVEL);
    }
  }
}
