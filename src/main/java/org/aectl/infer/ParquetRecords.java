package org.aectl.infer;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tells Parquet's writer which columns a table has and what is in them: a row's number, its label, 32-bit floats. */
final class ParquetRecords extends WriteSupport<ParquetRecords.Row> {
    private final boolean labelled;
    private final List<String> names;
    private final MessageType schema;
    private @Nullable RecordConsumer consumer;

    /**
     * A row.
     *
     * @param number of the example
     * @param label of the example; not used where the table has none
     * @param values of its columns
     */
    record Row(int number, String label, Values values) {}

    /** The numbers of a row, by the columns' numbers from 0 on. */
    @FunctionalInterface
    interface Values {
        float at(int column);
    }

    /** Makes the writer. */
    static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final ParquetRecords records;

        Builder(OutputFile file, ParquetRecords records) {
            super(file);
            this.records = records;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration settings) {
            return records;
        }

        @Override
        @SuppressWarnings("deprecation") // The library's base class wants it, but calls the other one.
        protected WriteSupport<Row> getWriteSupport(Configuration settings) {
            return records;
        }
    }

    /**
     * @param table what the schema is called
     * @param names of the columns of floats
     */
    ParquetRecords(String table, boolean labelled, List<String> names) {
        this.labelled = labelled;
        this.names = names;
        Types.GroupBuilder<MessageType> columns =
                Types.buildMessage().required(INT32).named("row");
        if (labelled) {
            columns.required(BINARY).as(LogicalTypeAnnotation.stringType()).named("label");
        }
        names.forEach(name -> columns.required(FLOAT).named(name));
        this.schema = columns.named(table);
    }

    @Override
    public WriteContext init(ParquetConfiguration settings) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    @SuppressWarnings("deprecation") // As above.
    public WriteContext init(Configuration settings) {
        return init(new PlainParquetConfiguration());
    }

    @Override
    public void prepareForWrite(RecordConsumer newConsumer) {
        this.consumer = newConsumer;
    }

    @Override
    public void write(Row row) {
        RecordConsumer target = consumer;
        if (target == null) {
            throw new IllegalStateException("not prepared");
        }
        target.startMessage();
        field(target, 0, () -> target.addInteger(row.number()));
        if (labelled) {
            field(target, 1, () -> target.addBinary(Binary.fromString(row.label())));
        }
        int first = labelled ? 2 : 1;
        for (int column = 0; column < names.size(); column++) {
            float value = row.values().at(column);
            field(target, first + column, () -> target.addFloat(value));
        }
        target.endMessage();
    }

    private void field(RecordConsumer target, int column, Runnable value) {
        String name = schema.getFieldName(column);
        target.startField(name, column);
        value.run();
        target.endField(name, column);
    }
}
