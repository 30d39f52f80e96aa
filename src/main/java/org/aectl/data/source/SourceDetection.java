package org.aectl.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SCurve;
import org.aectl.config.source.SourceConfig;
import org.aectl.config.source.SwissRoll;
import org.aectl.data.csv.CsvDialect;
import org.aectl.data.fetch.NamedSet;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.Wording;
import org.aectl.data.parquet.ParquetTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what kind of data a path or a name stands for: a file by its first bytes, a folder as one of Parquet files where it has
 * some, else of pictures.
 */
public final class SourceDetection {
    /** Sets that are computed, known by the words of their types. */
    private static final List<SourceConfig> GENERATED = List.of(new SwissRoll(2000, 0), new SCurve(2000, 0));

    private SourceDetection() {}

    /**
     * What a user may add for files that do not say enough.
     *
     * @param label the labels' column of a CSV or Parquet file
     * @param delimiter the character between the fields of a CSV file; told by its first lines if null
     * @param key the array of an NPZ file
     * @param color how pictures of a folder are read; grey if null
     */
    public record Hints(
            @Nullable String label,
            @Nullable String delimiter,
            @Nullable String key,
            Images.@Nullable Color color) {}

    /** As {@link #detect(String, Hints)}, where nothing is added. */
    public static SourceConfig detect(String pathOrName) {
        return detect(pathOrName, new Hints(null, null, null, null));
    }

    /**
     * The source that a path or a name stands for; a path goes first.
     *
     * @throws InvalidInputException if it is neither, or a path of another file system
     */
    public static SourceConfig detect(String pathOrName, Hints hints) {
        Path path = RemotePath.parse(pathOrName);
        InputFile.checkIsHere(path);
        if (ParquetTable.isFolderOfParts(path)) {
            return new Parquet(path, null, hints.label(), null, null);
        }
        if (Files.isDirectory(path)) {
            return new Images(path, null, hints.color() == null ? Images.Color.GREY : hints.color(), null);
        }
        if (Files.exists(path)) {
            return detectFile(path, hints);
        }
        return named(pathOrName);
    }

    private static SourceConfig named(String name) {
        List<String> names =
                new ArrayList<>(NamedSet.ALL.stream().map(NamedSet::name).toList());
        for (SourceConfig generated : GENERATED) {
            String word = EnumNames.of(generated.getClass());
            if (word.equals(name)) {
                return generated;
            }
            names.add(word);
        }
        if (!names.contains(name)) {
            throw new InvalidInputException(name + ": there is no such file or folder, and no set has this name"
                    + Wording.suggestion(name, names) + " (known: " + Wording.list(names) + ")");
        }
        return new Builtin(name);
    }

    /** By its first bytes; by its name too, so that a damaged one is said to be that and not a strange table of text. */
    private static SourceConfig detectFile(Path path, Hints hints) {
        FileKind kind = FileKind.of(path);
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (kind == FileKind.PARQUET || name.endsWith(".parquet")) {
            return new Parquet(path, null, hints.label(), null, null);
        }
        if (kind == FileKind.NPY || kind.isZip() || name.endsWith(".npy") || name.endsWith(".npz")) {
            return new Npy(path, null, null, null, hints.key(), null, null);
        }
        if (kind == FileKind.IDX) {
            return new Idx(path, null, null, null);
        }
        if (kind != FileKind.TEXT) {
            throw kind.unexpected(path.toString(), "CSV, NPY, NPZ, Parquet, IDX or a folder of pictures");
        }
        String delimiter = hints.delimiter() == null ? CsvDialect.delimiter(path) : hints.delimiter();
        return new Csv(path, null, Csv.Header.AUTO, hints.label(), delimiter);
    }
}
