package org.aectl.data.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.source.Images;
import org.aectl.data.ByteStore;
import org.aectl.data.ClassNames;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.Labels;
import org.aectl.data.Origins;
import org.aectl.data.StoredExamples;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DataTooLargeException;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.UnreadFiles;
import org.jspecify.annotations.Nullable;

/**
 * A folder of pictures. Its sub-folders, if any, are the classes; their files are taken by turns (the first of each
 * class, then the second of each), so that the first rows hold all classes. Hidden files are passed over; other files are
 * counted aloud.
 *
 * <p>The folder is recorded as one data file: the sum of the sizes, and the SHA-256 over a line for each file in order,
 * {@code RELATIVE/PATH SHA256\n}.
 */
public final class ImageFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff");
    private static final String KINDS = "BMP, GIF, JPEG, PNG, TIFF";
    /** So many pictures are decoded at once, on all processors. */
    private static final int DECODED_TOGETHER = 256;

    private final Path folder;
    private final Images config;
    private final List<String> classes;
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> classNumbers = new ArrayList<>();
    private final UnreadFiles unread = new UnreadFiles();

    private ImageFolder(Path folder, Images config, @Nullable List<String> trainingClasses) {
        this.folder = folder;
        this.config = config;
        List<Path> classFolders = visible(folder).filter(Files::isDirectory).toList();
        List<Path> pictures = pictures(folder);
        if (!classFolders.isEmpty() && !pictures.isEmpty()) {
            throw new InvalidInputException(pictures.get(0) + ": lies beside class folders (as "
                    + classFolders.get(0).getFileName() + "), expected pictures in one or the other");
        }
        this.classes = ClassNames.extended(
                trainingClasses == null ? List.of() : trainingClasses,
                classFolders.stream().map(ImageFolder::name).toList());
        if (classFolders.isEmpty()) {
            files.addAll(pictures);
        } else {
            takeByTurns(classFolders);
        }
        if (files.isEmpty()) {
            throw noPictures(folder);
        }
        unread.report(folder, files);
    }

    private InvalidInputException noPictures(Path where) {
        return new InvalidInputException(where + ": holds no pictures (" + KINDS + ")" + unread.instead());
    }

    public static Dataset read(Images config, @Nullable Integer limit) {
        checkResize(config.resize());
        List<DataFile> files = new ArrayList<>();
        ImageFolder trainingFolder = new ImageFolder(config.path(), config, null);
        Examples training = trainingFolder.readPictures(limit, null, files);
        Path testPath = config.testPath();
        Examples test = testPath == null
                ? null
                : new ImageFolder(testPath, config, training.classes())
                        .readPictures(limit, trainingFolder.firstOf(training), files);
        return new Dataset(training, test, files);
    }

    /** What a look at each of the first pictures tells, each in its own size; no more of them are in memory than threads. */
    static <T> List<T> first(Images config, int most, Function<Picture, T> look) {
        ImageFolder folder = new ImageFolder(config.path(), config, null);
        return folder.files.stream().limit(most).toList().parallelStream()
                .map(file -> look.apply(folder.decode(file).get()))
                .toList();
    }

    private static void checkResize(@Nullable List<Integer> resize) {
        if (resize != null
                && (resize.size() != 2 || resize.stream().anyMatch(length -> length < 1 || length > 10_000))) {
            throw new InvalidInputException("data.resize must be [height, width] from 1 to 10000, was " + resize);
        }
    }

    /** What all other pictures are compared with. */
    private record Reference(Path file, ExampleShape shape) {}

    private Reference firstOf(Examples examples) {
        return new Reference(files.get(0), examples.shape());
    }

    static Stream<Path> visible(Path folder) {
        if (!Files.exists(folder)) {
            throw new InvalidInputException(folder + ": there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(folder + ": is a file, expected a folder of pictures");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !name(path).startsWith(".")).sorted().toList().stream();
        } catch (IOException exception) {
            throw InputFile.problem(folder.toString(), exception);
        }
    }

    private List<Path> pictures(Path of) {
        List<Path> pictures = new ArrayList<>();
        for (Path path : visible(of).toList()) {
            if (Files.isRegularFile(path) && ENDINGS.contains(UnreadFiles.ending(path))) {
                pictures.add(path);
            } else if (!of.equals(folder) || !Files.isDirectory(path)) {
                unread.add(path);
            }
        }
        return pictures;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void takeByTurns(List<Path> classFolders) {
        Map<String, Path> folderOf = new HashMap<>();
        classFolders.forEach(classFolder -> folderOf.put(name(classFolder), classFolder));
        List<List<Path>> byClass = new ArrayList<>();
        for (String name : classes) {
            Path classFolder = folderOf.get(name);
            List<Path> pictures = classFolder == null ? List.of() : pictures(classFolder);
            if (classFolder != null && pictures.isEmpty()) {
                throw noPictures(classFolder);
            }
            byClass.add(pictures);
        }
        int longest = byClass.stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            for (int number = 0; number < byClass.size(); number++) {
                if (turn < byClass.get(number).size()) {
                    files.add(byClass.get(number).get(turn));
                    classNumbers.add(number);
                }
            }
        }
    }

    private Examples readPictures(@Nullable Integer limit, @Nullable Reference reference, List<DataFile> records) {
        int count = limit == null ? files.size() : Math.min(limit, files.size());
        ByteStore values = new ByteStore();
        MessageDigest hash = InputFile.sha256();
        long bytes = 0;
        Reference first = reference;
        int deep = 0;
        for (int start = 0; start < count; start += DECODED_TOGETHER) {
            for (Decoded decoded : decode(start, Math.min(count, start + DECODED_TOGETHER))) {
                Picture picture = decoded.get();
                first = first == null ? new Reference(picture.file(), picture.shape()) : first;
                checkShape(picture, first);
                append(values, picture);
                deep += picture.depth() > 8 ? 1 : 0;
                bytes += picture.fileBytes();
                hash.update(
                        (relative(picture.file()) + " " + picture.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        if (deep > 0) {
            Warnings.tell(folder + ": " + deep + " of " + count
                    + " pictures have more than 8 bits in a value; the upper 8 are"
                    + " kept. One NPY array keeps all of them");
        }
        records.add(new DataFile(
                folder.toAbsolutePath().normalize().toString(),
                bytes,
                HexFormat.of().formatHex(hash.digest())));
        int[] numbers = classNumbers.stream().mapToInt(Integer::intValue).toArray();
        Labels labels = numbers.length == 0 ? Labels.NONE : new Labels(classes, numbers);
        return new StoredExamples(
                values,
                count,
                Objects.requireNonNull(first).shape(),
                labels,
                Columns.NONE,
                Origins.ofFiles(files.stream().map(this::relative).toList()));
    }

    private String relative(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** A picture, or why there is none: which error comes first must not depend on which thread does. */
    private record Decoded(
            @Nullable Picture picture, @Nullable InvalidInputException problem) {
        Picture get() {
            if (problem != null) {
                throw problem;
            }
            return Objects.requireNonNull(picture);
        }
    }

    private List<Decoded> decode(int start, int end) {
        return IntStream.range(start, end)
                .parallel()
                .mapToObj(i -> decode(files.get(i)))
                .toList();
    }

    private Decoded decode(Path file) {
        try {
            return new Decoded(Picture.read(file, config.color(), config.resize()), null);
        } catch (InvalidInputException problem) {
            return new Decoded(null, problem);
        }
    }

    private static void checkShape(Picture picture, Reference first) {
        if (!picture.shape().equals(first.shape())) {
            throw new InvalidInputException(picture.file() + ": is " + size(picture.shape()) + " pixels, but "
                    + first.file() + " is " + size(first.shape())
                    + " (width x height); give data.resize [height, width] to bring all to one size");
        }
    }

    private static String size(ExampleShape shape) {
        return shape.width() + "x" + shape.height();
    }

    private static void append(ByteStore values, Picture picture) {
        try {
            values.append(picture.pixels(), 0, picture.pixels().length);
        } catch (DataTooLargeException exception) {
            throw exception.asInvalidInput();
        }
    }
}
