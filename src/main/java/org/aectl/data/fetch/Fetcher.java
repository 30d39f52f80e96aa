package org.aectl.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.aectl.base.InvalidInputException;
import org.aectl.data.fetch.NamedSet.RemoteFile;
import org.aectl.data.file.DurableFolder;
import org.aectl.data.file.PartialFile;

/** Brings the files of a set to this machine. A file appears in its place only when it is complete and its checksum is right. */
public final class Fetcher {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    /** A lock of the operating system is the whole process's. */
    private static final ReentrantLock ONE_IN_THIS_PROCESS = new ReentrantLock();

    private final Path dataFolder;
    private final Progress progress;
    /** Follows redirects within http: or https: and from http: to https:, never from https: to http:. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** @param dataFolder where the sets lie, each in a folder of its own */
    public Fetcher(Path dataFolder, Progress progress) {
        this.dataFolder = dataFolder;
        this.progress = progress;
    }

    /** Hears what is going on. */
    public interface Progress {
        /** A mirror did not give the file; the next one is tried. */
        void failed(String message);

        /** Another process is fetching the set. */
        void waiting(NamedSet set);

        /** So much of the file is here. */
        void received(RemoteFile file, long bytes);
    }

    /**
     * Fetches the files of a set that are not there yet.
     *
     * @param mirrors base addresses (https:, or http: where the user says so) or folders (file:) that hold the files, tried
     *     one after the other; what comes of any of them is compared with the size and checksum that this program has
     * @param force whether files that are there are fetched anew
     * @return the folder that holds them
     * @throws IOException if a file came from no mirror as it should be
     */
    public Path fetch(NamedSet set, List<URI> mirrors, boolean force) throws IOException {
        if (set.isBuiltIn()) {
            throw new InvalidInputException("the set '" + set.name() + "' is shipped with the program");
        }
        DurableFolder.create(dataFolder);
        ONE_IN_THIS_PROCESS.lock();
        // Its file stays: whoever deletes one takes it from those who wait for it.
        try (FileChannel lock = FileChannel.open(
                dataFolder.resolve("." + set.name() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                progress.waiting(set);
                lock.lock();
            }
            return fetchLocked(set, mirrors, force);
        } finally {
            ONE_IN_THIS_PROCESS.unlock();
        }
    }

    /** One process at a time; those that waited find the files in their place. */
    private Path fetchLocked(NamedSet set, List<URI> mirrors, boolean force) throws IOException {
        Path folder = set.folder(dataFolder);
        DurableFolder.create(folder);
        try {
            for (RemoteFile file : set.files()) {
                Path target = folder.resolve(file.name());
                if (force || !isRight(target, file)) {
                    fetch(file, target, mirrors);
                }
            }
        } finally {
            deleteIfEmpty(folder);
        }
        return folder;
    }

    private void fetch(RemoteFile file, Path target, List<URI> mirrors) throws IOException {
        String failure = "there is no mirror";
        for (int i = 0; i < mirrors.size(); i++) {
            URI mirror = mirrors.get(i);
            URI address = URI.create(mirror + (mirror.toString().endsWith("/") ? "" : "/") + file.name());
            try (PartialFile part = PartialFile.begin(target)) {
                new Download(client, address, file, progress).to(part.channel());
                part.commit();
                return;
            } catch (IOException exception) {
                failure = address + ": " + reason(exception);
                // The last one's is the error's.
                if (i < mirrors.size() - 1) {
                    progress.failed(failure);
                }
            }
        }
        throw new IOException("could not fetch " + file.name() + ": " + failure);
    }

    private static String reason(IOException exception) {
        String message = exception.getMessage();
        return message == null || message.isBlank() ? exception.getClass().getSimpleName() : message;
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(folder);
    }

    private static boolean isRight(Path path, RemoteFile file) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(path)) {
            MessageDigest md5 = Download.md5();
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                md5.update(buffer, 0, read);
            }
            return Download.isRight(md5, file);
        }
    }
}
