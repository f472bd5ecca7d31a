package io.pinflow.delta.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.MathUtils;

/** Sends the rows of one partition to one writer. */
final class PartitionShuffle {

  private PartitionShuffle() {}

  static DataStream<RowData> apply(DataStream<RowData> rows, SinkTable table) {
    List<PartitionColumn> columns = new ArrayList<>();
    for (String name : table.partitionColumns()) {
      columns.add(PartitionColumn.of(table.path(), table.rowType(), name));
    }
    return rows.partitionCustom(new ByHash(), new PartitionHash(columns));
  }

  private static final class PartitionHash implements KeySelector<RowData, Integer> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<PartitionColumn> columns;

    PartitionHash(List<PartitionColumn> columns) {
      this.columns = new ArrayList<>(columns);
    }

    @Override
    public Integer getKey(RowData row) {
      int hash = 1;
      for (PartitionColumn column : columns) {
        Object value = column.value(row);
        hash = 31 * hash + (value == null ? 0 : value.hashCode());
      }
      return hash;
    }
  }

  private static final class ByHash implements Partitioner<Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer hash, int writers) {
      return Math.floorMod(MathUtils.murmurHash(hash), writers);
    }
  }
}
