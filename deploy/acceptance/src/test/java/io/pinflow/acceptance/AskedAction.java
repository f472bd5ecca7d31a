package io.pinflow.acceptance;

import java.util.Comparator;

/**
 * Something that was asked of a service, as IAM names it.
 *
 * @param action such as {@code s3:PutObject}
 * @param resource such as {@code object/pinflow/raw/x}; what is listed of a bucket stands behind
 *     {@code bucket?prefix=}
 */
record AskedAction(String action, String resource) implements Comparable<AskedAction> {

  private static final Comparator<AskedAction> ORDER =
      Comparator.comparing(AskedAction::action).thenComparing(AskedAction::resource);

  @Override
  public int compareTo(AskedAction other) {
    return ORDER.compare(this, other);
  }
}
