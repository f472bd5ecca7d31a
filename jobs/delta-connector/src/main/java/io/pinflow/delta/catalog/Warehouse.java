package io.pinflow.delta.catalog;

import io.pinflow.delta.kernel.DeltaErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.ObjectPath;

/**
 * The folder of a catalog.
 *
 * <p>A folder with a {@code _delta_log} in it is a table. The tables right in the warehouse folder
 * are those of the default database; every other folder in it is a database, and the tables in that
 * are its tables. Deeper ones, and folders whose names begin with '.' or '_', are not seen.
 */
final class Warehouse {

  private static final String LOG = "_delta_log";

  private final Path root;
  private final String defaultDatabase;

  Warehouse(Path root, String defaultDatabase) {
    this.root = root;
    this.defaultDatabase = FolderName.require("database", defaultDatabase);
  }

  Path root() {
    return root;
  }

  String defaultDatabase() {
    return defaultDatabase;
  }

  /** Where a database's tables are. */
  Path database(String name) {
    return name.equals(defaultDatabase)
        ? root
        : new Path(root, FolderName.require("database", name));
  }

  Path table(ObjectPath table) {
    return new Path(
        database(table.getDatabaseName()), FolderName.require("table", table.getObjectName()));
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if a folder has the default database's name, so
   *     that it would not be clear which of the two is meant
   */
  void requireClearDefaultDatabase() {
    Path folder = new Path(root, defaultDatabase);
    if (exists(folder) && !isTable(folder)) {
      throw DeltaErrors.invalidOption(
          DeltaCatalogOptions.DEFAULT_DATABASE.key(),
          defaultDatabase,
          String.format(
              "the folder '%s' has this name, which stands for '%s' itself. Give the default"
                  + " database another name.",
              folder, root));
    }
  }

  /** Sorted, the default one among them. */
  List<String> databases() {
    List<String> names = new ArrayList<>();
    for (String folder : folders(root)) {
      if (!isTable(new Path(root, folder))) {
        names.add(folder);
      }
    }
    names.add(defaultDatabase);
    Collections.sort(names);
    return names;
  }

  boolean hasDatabase(String name) {
    Path folder = database(name);
    return name.equals(defaultDatabase) || (exists(folder) && !isTable(folder));
  }

  /** Sorted. */
  List<String> tables(String database) {
    Path folder = database(database);
    List<String> names = new ArrayList<>();
    for (String name : folders(folder)) {
      if (isTable(new Path(folder, name))) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }

  boolean hasTable(ObjectPath table) {
    return isTable(table(table));
  }

  void createDatabase(String name) {
    Path folder = database(name);
    try {
      folder.getFileSystem().mkdirs(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is nothing in it. */
  boolean isEmpty(String database) {
    return list(database(database)).isEmpty();
  }

  /** Deletes its folder, which must be empty. */
  void deleteDatabase(String name) {
    delete(database(name), false);
  }

  /**
   * Deletes a table's folder, the log at last: an interrupted deletion can be repeated, and until
   * then the table is there and incomplete.
   */
  void deleteTable(ObjectPath table) {
    Path folder = table(table);
    for (FileStatus child : list(folder)) {
      if (!child.getPath().getName().equals(LOG)) {
        delete(new Path(folder, child.getPath().getName()), true);
      }
    }
    delete(folder, true);
  }

  private static boolean isTable(Path folder) {
    return exists(new Path(folder, LOG));
  }

  /** Names of the folders in a folder. */
  private static List<String> folders(Path folder) {
    List<String> names = new ArrayList<>();
    for (FileStatus child : list(folder)) {
      String name = child.getPath().getName();
      if (child.isDir() && FolderName.isData(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<FileStatus> list(Path folder) {
    try {
      FileStatus[] children = folder.getFileSystem().listStatus(folder);
      return children == null ? List.of() : List.of(children);
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(Path path) {
    try {
      return path.getFileSystem().exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path, boolean recursive) {
    try {
      FileSystem fileSystem = path.getFileSystem();
      if (!fileSystem.delete(path, recursive) && fileSystem.exists(path)) {
        throw new IOException("Could not delete " + path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
