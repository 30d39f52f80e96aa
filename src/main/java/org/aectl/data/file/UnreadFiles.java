package org.aectl.data.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;

/** What lies in a folder of examples and is not read. */
public final class UnreadFiles {
    /** Kinds of pictures that there is no reader for. */
    private static final Set<String> OTHER_PICTURES =
            Set.of("webp", "heic", "heif", "avif", "jp2", "jxl", "svg", "ico", "tga", "ppm", "pgm", "pbm", "pnm");

    /** Kinds of files that are read one by one. */
    private static final Set<String> TABLES = Set.of("csv", "tsv", "txt", "npy", "npz", "gz");

    private static final int MOST_KINDS = 5;

    private final List<Path> files = new ArrayList<>();

    public void add(Path file) {
        files.add(file);
    }

    /** What follows the last dot of a file's name, in small letters; nothing where there is none. */
    public static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Counts them aloud.
     *
     * @param read files that are read; what is named like one of them, but for the ending, describes it
     * @throws InvalidInputException if most files of the folder are not read
     */
    public void report(Path folder, Collection<Path> read) {
        if (files.isEmpty()) {
            return;
        }
        int all = files.size() + read.size();
        String problem = "%s: %d of %d files %s not read: %s%s"
                .formatted(folder, files.size(), all, files.size() == 1 ? "is" : "are", kinds(), remedy());
        Set<String> described = read.stream().map(UnreadFiles::stem).collect(Collectors.toSet());
        long others =
                files.stream().filter(file -> !described.contains(stem(file))).count();
        if (others > read.size()) {
            throw new InvalidInputException(problem + "; take them out of the folder if they are not wanted");
        }
        Warnings.tell(problem);
    }

    /** What there is, for the message that there is nothing to read; empty where there is nothing else either. */
    public String instead() {
        boolean isTable = files.stream().anyMatch(file -> TABLES.contains(ending(file)));
        return files.isEmpty() ? "" : ", but " + kinds() + remedy() + (isTable ? "; give one file of these" : "");
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private String kinds() {
        Map<String, Long> counts =
                files.stream().collect(Collectors.groupingBy(UnreadFiles::kind, TreeMap::new, Collectors.counting()));
        String first = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_KINDS)
                .map(entry -> entry.getValue() + " " + Wording.cut(entry.getKey()))
                .collect(Collectors.joining(", "));
        return first + (counts.size() > MOST_KINDS ? " and " + (counts.size() - MOST_KINDS) + " other kinds" : "");
    }

    private static String kind(Path file) {
        if (Files.isDirectory(file)) {
            return "folder";
        }
        return ending(file).isEmpty() ? "without an ending" : "." + ending(file);
    }

    private String remedy() {
        boolean arePictures = files.stream().anyMatch(file -> OTHER_PICTURES.contains(ending(file)));
        return arePictures ? " (convert pictures to PNG, as with: magick mogrify -format png *." + example() + ")" : "";
    }

    private String example() {
        return files.stream()
                .map(UnreadFiles::ending)
                .filter(OTHER_PICTURES::contains)
                .findFirst()
                .orElseThrow();
    }
}
