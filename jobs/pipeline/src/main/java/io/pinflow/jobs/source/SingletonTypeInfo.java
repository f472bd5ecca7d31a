package io.pinflow.jobs.source;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type with one hand-written serializer.
 *
 * @param <T> the type
 */
public final class SingletonTypeInfo<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final TypeSerializer<T> serializer;
  private final boolean key;

  private SingletonTypeInfo(Class<T> type, TypeSerializer<T> serializer, boolean key) {
    this.type = type;
    this.serializer = serializer;
    this.key = key;
  }

  public static <T> SingletonTypeInfo<T> of(Class<T> type, TypeSerializer<T> serializer) {
    return new SingletonTypeInfo<>(type, serializer, false);
  }

  /** A type with value equality and a hash code which is the same in every JVM. */
  public static <T> SingletonTypeInfo<T> ofKey(Class<T> type, TypeSerializer<T> serializer) {
    return new SingletonTypeInfo<>(type, serializer, true);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return key;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Deprecated
  @Override
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return serializer;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SingletonTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SingletonTypeInfo
        && type.equals(((SingletonTypeInfo<?>) other).type)
        && serializer.equals(((SingletonTypeInfo<?>) other).serializer);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + serializer.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
