package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file, of which the first ones are read ahead: what its columns are is told by looking at them. Whatever is
 * wrong with a record is thrown where it stands.
 */
public final class CsvStart implements Iterator<CsvRecord> {
    private static final int MOST_LINES = 1000;
    /** Of a table with many columns fewer lines will do. */
    private static final int MOST_FIELDS = 200_000;

    private static final int LEAST_LINES = 3;

    private final Iterator<CsvRecord> records;
    private final Deque<CsvRecord> ahead = new ArrayDeque<>();
    private final List<List<String>> lines = new ArrayList<>();
    private @Nullable RuntimeException problem;

    public CsvStart(Iterator<CsvRecord> records) {
        this.records = records;
        int fields = 0;
        try {
            while (lines.size() < MOST_LINES
                    && (fields < MOST_FIELDS || lines.size() < LEAST_LINES)
                    && records.hasNext()) {
                CsvRecord line = records.next();
                ahead.add(line);
                lines.add(line.getFields());
                fields += line.getFieldCount();
            }
        } catch (RuntimeException later) {
            if (lines.isEmpty()) {
                throw later;
            }
            problem = later;
        }
    }

    /** The fields of the first lines. */
    public List<List<String>> lines() {
        return lines;
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || problem != null || records.hasNext();
    }

    @Override
    public CsvRecord next() {
        if (!ahead.isEmpty()) {
            return ahead.remove();
        }
        if (problem != null) {
            throw problem;
        }
        return records.next();
    }
}
