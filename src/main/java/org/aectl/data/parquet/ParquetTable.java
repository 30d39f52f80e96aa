package org.aectl.data.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Parquet;
import org.aectl.data.Columns;
import org.aectl.data.Origins;
import org.aectl.data.TextColumn;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.UnreadFiles;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file, or of all {@code *.parquet} files of a folder in the order of their names, as Spark writes
 * them. Hidden files and those that begin with an underscore are passed over.
 *
 * @param path the file or folder
 * @param width numbers of a row
 */
public record ParquetTable(Path path, List<ParquetPart> parts, int width) {
    private static final String ENDING = ".parquet";

    /**
     * Looks at the footers.
     *
     * @param learnt columns that a model was trained on, or a training table has
     * @param training where this is the test table
     * @throws InvalidInputException if a file is missing, broken, or does not go with the others or with the config
     */
    static ParquetTable open(Path path, Parquet config, Columns learnt, @Nullable ParquetTable training) {
        List<ParquetPart> parts = new ArrayList<>();
        for (Path file : files(path)) {
            ParquetMetadata footer = ParquetFooter.read(file);
            ParquetColumns columns =
                    ParquetColumns.of(file, footer.getFileMetaData().getSchema(), config, learnt);
            if (training != null) {
                columns = columns.like(training.columns(), file, "the training file");
            } else if (!parts.isEmpty()) {
                ParquetPart first = parts.get(0);
                columns = columns.like(
                        first.columns(), file, String.valueOf(first.file().getFileName()));
            }
            parts.add(new ParquetPart(file, size(file), footer, columns));
        }
        ParquetTable table = new ParquetTable(path, parts, width(parts));
        if (table.rows() == 0) {
            throw ParquetFooter.problem(path, "has no rows");
        }
        if (table.rows() > Integer.MAX_VALUE - 8) {
            throw ParquetFooter.problem(path, "has " + table.rows() + " rows, at most 2147483639 can be used");
        }
        if (training != null && table.width != training.width) {
            throw ParquetFooter.problem(
                    path, "has lists of " + table.width + " numbers, but the training file has " + training.width);
        }
        return table;
    }

    private static int width(List<ParquetPart> parts) {
        return parts.stream()
                .mapToInt(ParquetPart::width)
                .filter(width -> width > 0)
                .findFirst()
                .orElse(0);
    }

    /** Whether a path is a folder with Parquet files in it. */
    public static boolean isFolderOfParts(Path path) {
        return Files.isDirectory(path) && !parts(path).isEmpty();
    }

    /** The files of a table, at least one. */
    public static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw ParquetFooter.problem(path, "there is no such file or folder");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> parts = parts(path);
        if (parts.isEmpty()) {
            throw ParquetFooter.problem(path, "holds no files named *" + ENDING);
        }
        UnreadFiles unread = new UnreadFiles();
        // Writers of tables put their notes into files with an underscore in front.
        entries(path).filter(file -> !isPart(file) && !isHidden(file)).forEach(unread::add);
        unread.report(path, parts);
        return parts;
    }

    private static List<Path> parts(Path folder) {
        return entries(folder).filter(ParquetTable::isPart).toList();
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException exception) {
            throw InputFile.problem(folder.toString(), exception);
        }
    }

    private static boolean isPart(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING) && !isHidden(file) && Files.isRegularFile(file);
    }

    private static boolean isHidden(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") || name.startsWith("_");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException exception) {
            throw InputFile.problem(file.toString(), exception);
        }
    }

    ParquetColumns columns() {
        return parts.get(0).columns();
    }

    /** Where the rows come from: each counts in its own file. */
    Origins origins() {
        Origins origins = parts.size() == 1 ? Origins.SAME : ofParts();
        return columns().id() == null ? origins : origins.identified(TextColumn.later(this::ids));
    }

    private Origins ofParts() {
        int[] firsts = new int[parts.size()];
        for (int part = 1; part < firsts.length; part++) {
            firsts[part] = firsts[part - 1] + (int) parts.get(part - 1).rows();
        }
        return new Origins(
                row -> row - firsts[partOf(firsts, row)],
                row -> String.valueOf(parts.get(partOf(firsts, row)).file().getFileName()),
                null);
    }

    /** The last part that begins at a row or before; those without rows begin where the next one does. */
    private static int partOf(int[] firsts, int row) {
        int part = Arrays.binarySearch(firsts, row);
        part = part < 0 ? -part - 2 : part;
        while (part + 1 < firsts.length && firsts[part + 1] <= row) {
            part++;
        }
        return part;
    }

    /** What names the rows. */
    private TextColumn ids() {
        TextColumn texts = new TextColumn();
        try {
            for (ParquetPart part : parts) {
                part.readIds(texts);
            }
        } catch (IOException exception) {
            throw InputFile.problem(path.toString(), exception);
        }
        return texts;
    }

    long rows() {
        return parts.stream().mapToLong(ParquetPart::rows).sum();
    }

    List<Path> files() {
        return parts.stream().map(ParquetPart::file).toList();
    }

    /** What the numbers of so many rows take in memory or in a cache, in bytes. */
    long bytes(long count) {
        return count * width * Float.BYTES;
    }

    /** What turning columns to rows takes besides, where no folder may be used for it, in bytes. */
    long scratchBytes(long count) {
        long largest = parts.stream().mapToLong(ParquetPart::largestGroup).max().orElse(0);
        return columns().isList() ? 0 : bytes(Math.min(count, largest));
    }

    /**
     * Reads rows from the first on.
     *
     * @param wanted how many at most
     * @throws InvalidInputException if something in the files is wrong
     * @throws IOException of the target
     */
    void read(int wanted, boolean mayLack, ParquetPart.Target target) throws IOException {
        long row = 0;
        for (ParquetPart part : parts) {
            if (row < wanted) {
                part.read((int) (wanted - row), row, width, mayLack, target);
            }
            row += part.rows();
        }
    }
}
