package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.aectl.output.table.CsvTableWriter;
import org.aectl.output.table.ParquetTableWriter;
import org.aectl.output.table.TableColumns;
import org.aectl.output.table.TableWriter;

/** What a table of text and numbers is written as. */
public enum TableFormat {
    CSV,
    PARQUET;

    /** The file of a name in a folder. */
    public Path path(Path folder, String name) {
        return folder.resolve(name + "." + name().toLowerCase(Locale.ROOT));
    }

    /** Begins a file. */
    public TableWriter begin(Path path, TableColumns columns) throws IOException {
        return switch (this) {
            case CSV -> new CsvTableWriter(path, columns);
            case PARQUET -> new ParquetTableWriter(path, columns);
        };
    }
}
