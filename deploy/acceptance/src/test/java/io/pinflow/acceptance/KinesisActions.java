package io.pinflow.acceptance;

import io.pinflow.testing.RecordedRequest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The actions which requests to Kinesis need: each operation is an action of its name. */
final class KinesisActions {

  private static final String OPERATIONS = "Kinesis_20131202.";

  private KinesisActions() {}

  /**
   * The actions of all requests of a job.
   *
   * @param streams the names of all streams
   */
  static Set<AskedAction> of(Collection<RecordedRequest> requests, List<String> streams) {
    Set<AskedAction> actions = new TreeSet<>();
    Set<String> iterated = new TreeSet<>();
    Set<String> byIterator = new TreeSet<>();
    for (RecordedRequest request : requests) {
      String operation = operation(request);
      List<String> named = streams.stream().filter(name -> names(request, name)).toList();
      named.forEach(stream -> actions.add(action(operation, stream)));
      if (operation.equals("GetShardIterator")) {
        iterated.addAll(named);
      }
      if (named.isEmpty()) {
        byIterator.add(operation);
      }
    }
    if (!Set.of("GetRecords").containsAll(byIterator)) {
      throw new AssertionError("Of which streams are these? " + byIterator);
    }
    // An iterator tells nobody but the service of which stream it is: of those asked for.
    byIterator.forEach(
        operation -> iterated.forEach(stream -> actions.add(action(operation, stream))));
    return actions;
  }

  private static String operation(RecordedRequest request) {
    return request
        .header("X-Amz-Target")
        .filter(target -> target.startsWith(OPERATIONS))
        .map(target -> target.substring(OPERATIONS.length()))
        .orElseThrow(() -> new AssertionError("Which action is this? " + request));
  }

  /** In JSON and CBOR alike a name stands in the body as it is. */
  private static boolean names(RecordedRequest request, String stream) {
    return request.body().contains(stream);
  }

  private static AskedAction action(String operation, String stream) {
    return new AskedAction("kinesis:" + operation, "stream/" + stream);
  }
}
