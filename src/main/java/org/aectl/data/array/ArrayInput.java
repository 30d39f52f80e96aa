package org.aectl.data.array;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.InputFile;

/**
 * One array of numbers in a file, opened for reading.
 *
 * @param record reads what is left of the file and says what was read
 */
public record ArrayInput(ByteSource content, ArrayReader reader, Supplier<DataFile> record, Closeable file)
        implements Closeable {

    public static ArrayInput open(Path path, Function<ByteSource, ArrayHeader> headerReader) {
        return open(InputFile.open(path), headerReader);
    }

    public static ArrayInput open(InputFile file, Function<ByteSource, ArrayHeader> headerReader) {
        try {
            ArrayReader reader = new ArrayReader(file.content(), headerReader.apply(file.content()));
            return new ArrayInput(file.content(), reader, file::finish, file);
        } catch (RuntimeException exception) {
            file.close();
            throw exception;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }
}
