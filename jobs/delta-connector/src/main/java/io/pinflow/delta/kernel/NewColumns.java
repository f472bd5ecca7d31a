package io.pinflow.delta.kernel;

import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.UUID;

/**
 * Gives columns that are added to a table with column mapping their ids and physical names.
 *
 * <p>Kernel would take the column's own name for the physical one (4.4.0). A column of that name
 * that was dropped or renamed may have it already, and its values would show in the new column.
 */
final class NewColumns {

  private long lastId;

  NewColumns(Metadata table) {
    this.lastId = TableConfig.COLUMN_MAPPING_MAX_COLUMN_ID.fromMetadata(table);
  }

  StructField identify(StructField column) {
    FieldMetadata metadata =
        FieldMetadata.builder()
            .fromMetadata(column.getMetadata())
            .putLong(ColumnMapping.COLUMN_MAPPING_ID_KEY, ++lastId)
            .putString(ColumnMapping.COLUMN_MAPPING_PHYSICAL_NAME_KEY, "col-" + UUID.randomUUID())
            .build();
    return new StructField(
        column.getName(), identify(column.getDataType()), column.isNullable(), metadata);
  }

  private DataType identify(DataType type) {
    if (type instanceof StructType) {
      StructType identified = new StructType();
      for (StructField field : ((StructType) type).fields()) {
        identified = identified.add(identify(field));
      }
      return identified;
    } else if (type instanceof ArrayType) {
      ArrayType array = (ArrayType) type;
      return new ArrayType(identify(array.getElementType()), array.containsNull());
    } else if (type instanceof MapType) {
      MapType map = (MapType) type;
      return new MapType(
          identify(map.getKeyType()), identify(map.getValueType()), map.isValueContainsNull());
    }
    return type;
  }
}
