package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Csv;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.Wording;

/**
 * UTF-8 text as the records of a CSV file.
 *
 * @param content what error messages are about
 */
public record CsvText(ByteSource content, char delimiter) {
    private static final int MOST_COLUMNS = 1 << 20;
    /**
     * Of a record. With three bytes each, every quote doubled and a delimiter for each column, it is still below
     * {@link CsvInParallel#LONGEST_RECORD}: what is read in order is never refused in parallel.
     */
    private static final int MOST_CHARACTERS = 1 << 24;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * What stands between the fields.
     *
     * @throws InvalidInputException if it is no single character that can
     */
    public static char delimiter(Csv config) {
        String delimiter = config.delimiter();
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter) || Character.isSurrogate(delimiter.charAt(0))) {
            throw new InvalidInputException("data.delimiter must be one character, was " + Wording.quote(delimiter));
        }
        return delimiter.charAt(0);
    }

    /** Reads all or some of the records. */
    public interface Reading<T> {
        T of(Iterator<CsvRecord> records) throws IOException;
    }

    /**
     * Reads text that begins with a record.
     *
     * @param stream that can be marked; is not closed
     * @param fromStart whether it begins where the file does, and may have a byte order mark
     * @throws InvalidInputException if it cannot be read, or is not well-formed
     */
    public <T> T read(InputStream stream, boolean fromStart, Reading<T> reading) {
        try {
            FileKind kind = fromStart ? FileKind.of(stream) : FileKind.TEXT;
            if (kind != FileKind.TEXT) {
                throw kind.unexpected(content.name(), "CSV");
            }
            CsvReader<CsvRecord> records = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .allowUnclosedQuote(false)
                    // Ragged lines are found later, where the number of columns is known.
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(handler(), reader(stream, fromStart));
            return reading.of(records.iterator());
        } catch (CsvParseException exception) {
            throw parseProblem(exception);
        } catch (UncheckedIOException exception) {
            IOException cause = exception.getCause();
            throw cause == null ? exception : content.problem(cause);
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    private static CsvRecordHandler handler() {
        return CsvRecordHandler.builder()
                .maxFields(MOST_COLUMNS)
                .maxFieldSize(MOST_CHARACTERS)
                .maxRecordSize(MOST_CHARACTERS)
                .build();
    }

    private InvalidInputException parseProblem(CsvParseException exception) {
        Throwable cause = exception.getCause();
        if (cause instanceof IOException reading) {
            return content.problem(reading);
        }
        String reason = cause instanceof CsvParseException && cause.getMessage() != null
                ? cause.getMessage()
                : String.valueOf(exception.getMessage());
        return content.problem("is no well-formed CSV: " + reason.toLowerCase(Locale.ROOT));
    }

    private static Reader reader(InputStream stream, boolean fromStart) throws IOException {
        // The decoder of this constructor reports what is no UTF-8; that of the one with a Charset would replace it.
        Reader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        if (fromStart) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
        }
        return reader;
    }
}
