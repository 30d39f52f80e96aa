package org.aectl.spark.load;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Files on whatever file system a path names. */
public final class HadoopFiles {
    private static final String LOCAL = "file";

    private HadoopFiles() {}

    private static org.apache.hadoop.fs.Path hadoop(String uri) {
        return new org.apache.hadoop.fs.Path(uri);
    }

    /**
     * The files of a set: the file itself, or those in a folder in the order of their names. What begins with a dot or an underscore
     * is no data, as Spark and Hadoop have it.
     *
     * @return their full addresses
     * @throws InvalidInputException if there are none, or none can be there
     */
    static List<String> list(Path path, Configuration settings) throws IOException {
        String uri = RemotePath.uri(path);
        try {
            FileSystem files = system(uri, settings);
            FileStatus status = files.getFileStatus(hadoop(uri));
            if (status.isFile()) {
                return List.of(status.getPath().toString());
            }
            List<String> found = Arrays.stream(files.listStatus(hadoop(uri)))
                    .filter(FileStatus::isFile)
                    .map(file -> file.getPath())
                    .filter(file ->
                            !file.getName().startsWith(".") && !file.getName().startsWith("_"))
                    .map(Object::toString)
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new InvalidInputException(uri + ": the folder holds no files");
            }
            return found;
        } catch (FileNotFoundException missing) {
            throw new InvalidInputException(uri + ": there is no such file or folder", missing);
        }
    }

    private static FileSystem system(String uri, Configuration settings) throws IOException {
        try {
            return hadoop(uri).getFileSystem(settings);
        } catch (UnsupportedFileSystemException | IllegalArgumentException unknown) {
            throw new InvalidInputException(uri + ": is on no known file system: " + unknown.getMessage(), unknown);
        }
    }

    /**
     * A file to be read by position on this machine: itself where it is on a file system of this machine, otherwise a copy.
     *
     * @param folder of copies; the caller deletes it
     * @throws InvalidInputException if there is no such file here
     */
    static Path fetched(String uri, Path folder, Configuration settings) throws IOException {
        org.apache.hadoop.fs.Path source = hadoop(uri);
        if (LOCAL.equals(source.toUri().getScheme())) {
            Path file = Path.of(source.toUri().getPath());
            if (!Files.exists(file)) {
                throw new InvalidInputException(file
                        + ": there is no such file on this machine of the cluster; every machine must see the data, on a shared"
                        + " file system or under the same path");
            }
            return file;
        }
        Path copy = folder.resolve(source.getName());
        try (InputStream in = source.getFileSystem(settings).open(source)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    /**
     * Puts a file of this machine into a folder, in one step under its final name.
     *
     * @param attempt that makes it, so that two at once do not disturb each other
     */
    public static void put(Path file, String folder, String name, Configuration settings, String attempt)
            throws IOException {
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(folder, name);
        FileSystem files = target.getFileSystem(settings);
        org.apache.hadoop.fs.Path begun = new org.apache.hadoop.fs.Path(folder, "_" + attempt + "-" + name);
        files.copyFromLocalFile(true, true, hadoop(file.toUri().toString()), begun);
        // A task that was started twice has made the same file before.
        files.delete(target, false);
        if (!files.rename(begun, target)) {
            throw new IOException(target + ": cannot be written");
        }
    }

    /**
     * Makes a folder for results.
     *
     * @return its full address, which means the same on every machine
     * @throws InvalidInputException if there is something in it, or it cannot be there
     */
    public static String begin(String folder, Configuration settings) throws IOException {
        FileSystem files = system(folder, settings);
        if (files.exists(hadoop(folder)) && files.listStatus(hadoop(folder)).length > 0) {
            throw new InvalidInputException(folder
                    + ": is there already and not empty; results of a cluster need a folder of their own (--output)");
        }
        files.mkdirs(hadoop(folder));
        return files.makeQualified(hadoop(folder)).toString();
    }

    /** Marks that all files of a folder are there. */
    public static void finish(String folder, Configuration settings) throws IOException {
        org.apache.hadoop.fs.Path mark = new org.apache.hadoop.fs.Path(folder, "_SUCCESS");
        mark.getFileSystem(settings).create(mark).close();
    }

    /** Deletes a folder of results that are not whole. */
    public static void discard(String folder, Configuration settings) throws IOException {
        hadoop(folder).getFileSystem(settings).delete(hadoop(folder), true);
    }

    /** Deletes a folder of this machine. */
    public static void deleteLocal(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
