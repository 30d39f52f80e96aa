package org.aectl.output.table;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
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
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tells Parquet's writer which columns a table has and what is in them: a row's number, texts, floating-point
 * numbers. */
public final class ParquetRecords extends WriteSupport<ParquetRecords.Row> {
    private final int texts;
    private final int numbers;
    private final PrimitiveTypeName type;
    private final MessageType schema;
    private @Nullable RecordConsumer consumer;

    /**
     * A row.
     *
     * @param number of the example
     * @param texts of its columns of text
     * @param values of its columns of numbers
     */
    record Row(int number, List<String> texts, Values values) {}

    /** The numbers of a row, by the columns' numbers from 0 on. Of a table of 32-bit numbers they are rounded to these. */
    @FunctionalInterface
    public interface Values {
        double at(int column);
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
     * @param texts names of the columns of text
     * @param type of the numbers, FLOAT or DOUBLE
     * @param numbers names of the columns of numbers
     */
    public ParquetRecords(String table, List<String> texts, PrimitiveTypeName type, List<String> numbers) {
        this.texts = texts.size();
        this.numbers = numbers.size();
        this.type = type;
        Types.GroupBuilder<MessageType> columns =
                Types.buildMessage().required(INT32).named("row");
        texts.forEach(name ->
                columns.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(name));
        numbers.forEach(name -> columns.required(type).named(name));
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
        for (int column = 0; column < texts; column++) {
            String text = row.texts().get(column);
            field(target, 1 + column, () -> target.addBinary(Binary.fromString(text)));
        }
        for (int column = 0; column < numbers; column++) {
            double value = row.values().at(column);
            field(target, 1 + texts + column, () -> add(target, value));
        }
        target.endMessage();
    }

    private void add(RecordConsumer target, double value) {
        if (type == DOUBLE) {
            target.addDouble(value);
        } else {
            target.addFloat((float) value);
        }
    }

    private void field(RecordConsumer target, int column, Runnable value) {
        String name = schema.getFieldName(column);
        target.startField(name, column);
        value.run();
        target.endField(name, column);
    }
}
