package io.pinflow.emulator.source;

import java.util.List;

/**
 * What one posting sends at once: usually a pin, a geo and a user record of the same index. A
 * source whose kinds differ in number yields posts with fewer records towards its end.
 */
public record Post(List<PostRecord> records) {

  public Post {
    records = List.copyOf(records);
  }
}
