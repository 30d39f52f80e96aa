package org.aectl.data.array;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Npy;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's files: {@code .npy} (an array, also gzipped) and {@code .npz} (a ZIP file of such arrays), told apart by their
 * first bytes.
 */
public final class NpyReader {
    private NpyReader() {}

    /**
     * Reads an array as unlabelled examples.
     *
     * @param key name of the array in an NPZ file; null where there is only one
     * @throws InvalidInputException if the file is missing, broken, or holds no such examples
     */
    public static Examples read(Path path, @Nullable String key) {
        return ArrayFiles.read(
                        new ArrayFiles.Split(examples(path, key, null), null), null, null, null, null, Missing.REFUSE)
                .training();
    }

    public static Dataset read(Npy config, @Nullable Integer limit, Missing missing) {
        if (config.testLabels() != null && config.testPath() == null) {
            throw new InvalidInputException("data.testLabels is given without data.testPath");
        }
        if (config.labelKey() != null && config.labels() == null) {
            throw new InvalidInputException("data.labelKey is given without data.labels");
        }
        Path testPath = config.testPath();
        return ArrayFiles.read(
                split(config, config.path(), config.key(), config.labels(), config.labelKey()),
                testPath == null ? null : testSplit(config, testPath),
                config.shape(),
                config.channels(),
                limit,
                missing);
    }

    private static ArrayFiles.Split testSplit(Npy config, Path path) {
        return split(
                config,
                path,
                config.testKey() == null ? config.key() : config.testKey(),
                config.testLabels(),
                config.testLabelKey() == null ? config.labelKey() : config.testLabelKey());
    }

    private static ArrayFiles.Split split(
            Npy config, Path path, @Nullable String key, @Nullable Path labels, @Nullable String labelKey) {
        return new ArrayFiles.Split(
                examples(path, key, config.shape()), labels == null ? null : () -> open(labels, labelKey));
    }

    /** Names of the arrays of an NPZ file; none of an NPY file. */
    public static List<String> arrays(Path path) {
        if (!FileKind.of(path).isZip()) {
            return List.of();
        }
        try (ZipFile archive = new ZipFile(path.toFile())) {
            return arrays(path, archive).stream().map(NpyReader::name).toList();
        } catch (IOException exception) {
            throw InputFile.problem(path.toString(), exception);
        }
    }

    private static String name(ZipEntry entry) {
        return entry.getName().substring(0, entry.getName().length() - ".npy".length());
    }

    private static Supplier<ArrayInput> examples(Path path, @Nullable String key, @Nullable List<Integer> shape) {
        return () -> {
            ArrayInput input = open(path, key);
            if (input.reader().header().dimensions().size() == 1 && shape == null) {
                input.close();
                throw input.content()
                        .problem("holds " + input.reader().header()
                                + ", one number after the other; expected two to four dimensions, examples first");
            }
            return input;
        };
    }

    private static ArrayInput open(Path path, @Nullable String key) {
        InputFile file = InputFile.open(path);
        FileKind kind = kind(file);
        if (!kind.isZip() && (key == null || kind != FileKind.NPY)) {
            return ArrayInput.open(file, NpyHeader::read);
        }
        file.close();
        if (kind.isZip()) {
            return openArchive(path, key);
        }
        throw new InvalidInputException(
                path + ": is no NPZ file, so there is no array named " + Wording.quote(String.valueOf(key)) + " in it");
    }

    private static FileKind kind(InputFile file) {
        try {
            return FileKind.of(file.content().stream());
        } catch (IOException exception) {
            file.close();
            throw file.content().problem(exception);
        }
    }

    // The ZipFile is closed by the ArrayInput that is returned.
    private static ArrayInput openArchive(Path path, @Nullable String key) {
        ZipFile archive = null;
        try {
            archive = new ZipFile(path.toFile());
            ZipEntry entry = entry(path, archive, key);
            CheckedInputStream checked = new CheckedInputStream(archive.getInputStream(entry), new CRC32());
            String name = Wording.cut(entry.getName().replaceFirst("\\.npy$", ""));
            ByteSource content = new ByteSource(path + "[" + name + "]", new BufferedInputStream(checked, 1 << 16));
            ArrayReader reader = new ArrayReader(content, NpyHeader.read(content));
            return new ArrayInput(content, reader, () -> record(path, content, checked, entry), archive);
        } catch (IOException exception) {
            close(archive);
            throw InputFile.problem(path.toString(), exception);
        } catch (RuntimeException exception) {
            close(archive);
            throw exception;
        }
    }

    private static void close(@Nullable ZipFile archive) {
        if (archive != null) {
            try {
                archive.close();
            } catch (IOException ignored) {
                // the file could not be used, and that is reported
            }
        }
    }

    private static ZipEntry entry(Path path, ZipFile archive, @Nullable String key) {
        List<? extends ZipEntry> arrays = arrays(path, archive);
        List<String> names = arrays.stream().map(NpyReader::name).toList();
        if (arrays.isEmpty()) {
            throw FileKind.of(path).unexpected(path.toString(), "an NPZ file, which has NumPy arrays in it");
        }
        if (key == null && arrays.size() == 1) {
            return arrays.get(0);
        }
        if (key == null) {
            throw new InvalidInputException(path + ": holds several arrays, so data.key (data.labelKey for labels) must"
                    + " name one: " + Wording.list(names));
        }
        int index = names.indexOf(key);
        if (index < 0) {
            throw new InvalidInputException(path + ": holds no array named " + Wording.quote(key)
                    + Wording.suggestion(key, names) + " (it holds: " + Wording.list(names) + ")");
        }
        return arrays.get(index);
    }

    private static List<? extends ZipEntry> arrays(Path path, ZipFile archive) {
        try {
            return archive.stream()
                    .filter(entry -> entry.getName().endsWith(".npy"))
                    .toList();
        } catch (IllegalArgumentException noText) {
            // What the JDK throws for a name whose bytes are no UTF-8, though the entry says so.
            throw new InvalidInputException(path + ": is damaged: the name of an array is no text", noText);
        }
    }

    /** Called when the array was read to its end; {@link ZipFile} does not compare the checksum itself. */
    private static DataFile record(Path path, ByteSource content, CheckedInputStream read, ZipEntry entry) {
        if (entry.getCrc() != -1 && entry.getCrc() != read.getChecksum().getValue()) {
            throw content.problem(new ZipException("the checksum does not match"));
        }
        return InputFile.record(path);
    }
}
