package io.pinflow.jobs.archive;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How the archive's objects are compressed. Each is a stream which any standard tool reads. */
enum ArchiveCompression {
  GZIP(".json.gz") {
    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new GZIPOutputStream(out, BUFFER_BYTES);
    }
  },
  ZSTD(".json.zst") {
    @Override
    OutputStream compress(OutputStream out) throws IOException {
      return new ZstdOutputStream(out);
    }
  },
  NONE(".json") {
    @Override
    OutputStream compress(OutputStream out) {
      return out;
    }
  };

  private static final int BUFFER_BYTES = 64 * 1024;

  private final String suffix;

  ArchiveCompression(String suffix) {
    this.suffix = suffix;
  }

  /** The end of an object's name. */
  String suffix() {
    return suffix;
  }

  /** A stream whose close ends the compressed form and closes the stream beneath. */
  abstract OutputStream compress(OutputStream out) throws IOException;
}
