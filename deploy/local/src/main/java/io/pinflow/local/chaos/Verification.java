package io.pinflow.local.chaos;

import java.util.List;

/** Looks at what is stored after all records are through. */
public interface Verification {

  /** For a run that is not verified beyond its own comparison. */
  Verification NONE = List::of;

  /** What is wrong, a line each; none if everything is as it should be. */
  List<String> problems();
}
