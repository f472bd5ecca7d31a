package io.pinflow.delta.catalog;

import io.pinflow.delta.kernel.DefinitionErrors;

/** Which SQL names can be names of folders right under another folder. */
final class FolderName {

  private FolderName() {}

  /**
   * @param kind of thing which is named, for the error
   * @throws io.pinflow.delta.kernel.DeltaException if the name would lead elsewhere, or to a folder
   *     which no listing shows
   */
  static String require(String kind, String name) {
    if (name.isBlank()) {
      throw DefinitionErrors.invalidName(kind, name, "it is blank.");
    }
    if (name.startsWith(".") || name.startsWith("_")) {
      throw DefinitionErrors.invalidName(
          kind, name, "names which begin with '.' or '_' are not of data.");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/' || c == '\\' || c == ':' || c == '%' || Character.isISOControl(c)) {
        throw DefinitionErrors.invalidName(
            kind, name, "'/', '\\', ':', '%' and control characters are not possible.");
      }
    }
    return name;
  }

  /** Whether a folder which is there may be listed. */
  static boolean isData(String name) {
    return !name.startsWith(".") && !name.startsWith("_");
  }
}
