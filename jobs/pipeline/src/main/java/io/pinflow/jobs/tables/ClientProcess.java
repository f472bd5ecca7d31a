package io.pinflow.jobs.tables;

import io.pinflow.jobs.config.JobErrors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** A JVM of a command's own, with Flink's file systems but no cluster. */
public final class ClientProcess {

  private ClientProcess() {}

  /**
   * @throws io.pinflow.jobs.config.ConfigurationException if the command was submitted to a
   *     cluster, whose JVM it would end
   */
  public static void require(String command, Class<?> commandClass) {
    if (commandClass.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      throw JobErrors.commandInsideFlink(command);
    }
  }

  /** Sets the file systems up as {@code FLINK_CONF_DIR} and {@code FLINK_PLUGINS_DIR} say. */
  public static Configuration startFileSystems() {
    Configuration flink = GlobalConfiguration.loadConfiguration();
    FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
    return flink;
  }
}
