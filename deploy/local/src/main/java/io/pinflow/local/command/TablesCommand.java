package io.pinflow.local.command;

import io.pinflow.local.job.TableListing;
import io.pinflow.local.sql.TextTable;
import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "Shows rows, files and version of each Delta table.")
final class TablesCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Override
  public Integer call() {
    Home folder = home.existing();
    Ports ports = new Stack(folder, Terminal.progress()).running(EnumSet.of(Part.S3));
    FlinkClient client = new FlinkClient(folder, Installation.current(), ports);
    var tables = TableListing.read(client);
    System.out.print(TextTable.of(tables, tables.rows().size()));
    return 0;
  }
}
