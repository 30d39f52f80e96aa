package org.aectl.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Idx;
import org.aectl.data.Dataset;
import org.aectl.data.array.IdxReader;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A set that can be used by name: shipped with the program, or fetched.
 *
 * @param name what configs and commands know it by
 * @param shape shape of one example, as {@link org.aectl.data.ExampleShape} writes it
 * @param classes how many classes its labels have
 * @param rows rows of the training and of the test split
 * @param mirrors base addresses that hold the files, to be tried one after the other
 * @param files what is to be fetched: training images and labels, test images and labels; empty for a built-in set
 */
public record NamedSet(String name, String shape, int classes, String rows, List<URI> mirrors, List<RemoteFile> files) {
    /** All of them. */
    public static final List<NamedSet> ALL = List.of(
            new NamedSet("mnist-mini", "28x28x1", 10, "5000 + 1000", List.of(), List.of()),
            new NamedSet(
                    "mnist",
                    "28x28x1",
                    10,
                    "60000 + 10000",
                    List.of(
                            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
                    List.of(
                            new RemoteFile("train-images-idx3-ubyte.gz", 9912422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                            new RemoteFile("train-labels-idx1-ubyte.gz", 28881, "d53e105ee54ea40749a09fcbcd1e9432"),
                            new RemoteFile("t10k-images-idx3-ubyte.gz", 1648877, "9fb629c4189551a2d022fa330f9573f3"),
                            new RemoteFile("t10k-labels-idx1-ubyte.gz", 4542, "ec29112dd5afa0611ce80d1b7f02629c"))),
            new NamedSet(
                    "fashion-mnist",
                    "28x28x1",
                    10,
                    "60000 + 10000",
                    List.of(
                            URI.create("https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"),
                            URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/")),
                    List.of(
                            new RemoteFile("train-images-idx3-ubyte.gz", 26421880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                            new RemoteFile("train-labels-idx1-ubyte.gz", 29515, "25c81989df183df01b3e8a0aad5dffbe"),
                            new RemoteFile("t10k-images-idx3-ubyte.gz", 4422102, "bef4ecab320f06d8554ea6380940ec79"),
                            new RemoteFile("t10k-labels-idx1-ubyte.gz", 5148, "bb300cfdad3c16e7a12a480ee83cd310"))));

    /**
     * The set of this name.
     *
     * @throws InvalidInputException if there is none
     */
    public static NamedSet of(String name) {
        List<String> names = ALL.stream().map(NamedSet::name).toList();
        return ALL.stream()
                .filter(set -> set.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("there is no set named " + Wording.quote(name)
                        + Wording.suggestion(name, names) + " (known: " + Wording.list(names) + ")"));
    }

    /** Whether it is shipped with the program. */
    public boolean isBuiltIn() {
        return files.isEmpty();
    }

    /** The folder the fetched files lie in. */
    public Path folder(Path dataFolder) {
        return dataFolder.resolve(name);
    }

    /** Whether all files are there in their full size; their checksums were compared when they were fetched. */
    public boolean isFetched(Path dataFolder) {
        return !isBuiltIn() && files.stream().allMatch(file -> isWhole(folder(dataFolder), file));
    }

    private static boolean isWhole(Path folder, RemoteFile file) {
        try {
            Path path = folder.resolve(file.name());
            return Files.isRegularFile(path) && Files.size(path) == file.bytes();
        } catch (IOException unreadable) {
            return false;
        }
    }

    public Dataset read(Path dataFolder, @Nullable Integer limit) {
        if (isBuiltIn()) {
            return IdxReader.readResources(name, limit);
        }
        if (!isFetched(dataFolder)) {
            throw new InvalidInputException("the set '" + name + "' is not, or not whole, in " + folder(dataFolder)
                    + "; get it by `aectl data fetch " + name + "`");
        }
        List<Path> paths = files.stream()
                .map(file -> folder(dataFolder).resolve(file.name()))
                .toList();
        return IdxReader.read(new Idx(paths.get(0), paths.get(1), paths.get(2), paths.get(3)), limit, Missing.REFUSE);
    }

    /**
     * A file of a set that can be fetched.
     *
     * @param bytes its exact size
     * @param md5 its MD5 as published with the set, in hexadecimal
     */
    public record RemoteFile(String name, long bytes, String md5) {}
}
