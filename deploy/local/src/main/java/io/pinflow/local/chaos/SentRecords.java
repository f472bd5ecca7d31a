package io.pinflow.local.chaos;

import io.pinflow.emulator.source.PostRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The contents that were sent, and those of them that were acknowledged. Thread-safe.
 *
 * <p>A content that was sent and never acknowledged may be stored all the same: its acknowledgement
 * may have been lost.
 */
final class SentRecords {

  private final Map<Content, Boolean> acknowledged = new HashMap<>();
  private long acknowledgements;

  synchronized void sent(PostRecord record) {
    acknowledged.putIfAbsent(Content.of(record.kind(), record.payload()), false);
  }

  synchronized void acknowledged(PostRecord record) {
    acknowledged.put(Content.of(record.kind(), record.payload()), true);
    acknowledgements++;
  }

  /** How many records were acknowledged, those of equal content included. */
  synchronized long acknowledgements() {
    return acknowledgements;
  }

  synchronized Set<Content> sentContents() {
    return Set.copyOf(acknowledged.keySet());
  }

  synchronized Set<Content> acknowledgedContents() {
    Set<Content> contents = new HashSet<>();
    acknowledged.forEach(
        (content, known) -> {
          if (known) {
            contents.add(content);
          }
        });
    return contents;
  }
}
