package org.aectl.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.aectl.base.PlainText;
import org.aectl.data.fetch.Fetcher.Progress;
import org.aectl.data.fetch.NamedSet.RemoteFile;

/** One file from one address: begins where an earlier attempt ended, if the server can do that. */
final class Download {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    /** A transfer that stands still for so long is given up. */
    private static final long STALL_SECONDS = 60;

    private static final int BUFFER = 1 << 16;

    private final HttpClient client;
    private final URI address;
    private final RemoteFile file;
    private final Path part;
    private final Progress progress;

    /** @param part where the bytes go; what is there already is taken for the file's beginning */
    Download(HttpClient client, URI address, RemoteFile file, Path part, Progress progress) {
        this.client = client;
        this.address = address;
        this.file = file;
        this.part = part;
        this.progress = progress;
    }

    void run() throws IOException {
        long present = Files.exists(part) ? Files.size(part) : 0;
        if (present >= file.bytes()) {
            Files.delete(part);
            present = 0;
        }
        if ("file".equals(address.getScheme())) {
            copy(present);
            return;
        }
        HttpResponse<InputStream> response = ask(present);
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> receive(body, 0);
                case 206 -> receive(body, startOf(response, present));
                default -> throw new IOException(refusal(response));
            }
        }
    }

    /** The client follows other redirects, but none that would leave encryption. */
    private String refusal(HttpResponse<InputStream> response) {
        String target = response.headers().firstValue("Location").orElse("");
        String answer = "the server answered " + response.statusCode();
        if (response.statusCode() / 100 != 3 || target.isEmpty()) {
            return answer;
        }
        return isFollowed(response.uri(), target)
                ? "redirects in a circle, or too often"
                : answer + " and leads to another kind of address: " + PlainText.excerpt(target);
    }

    /** Whether the client goes from one address to the other; then it has done so, and given up. */
    private static boolean isFollowed(URI from, String target) {
        try {
            String scheme = String.valueOf(from.resolve(target).getScheme());
            return scheme.equals("https") || (scheme.equals("http") && "http".equals(from.getScheme()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private void copy(long present) throws IOException {
        Path source = Path.of(address);
        if (Files.exists(source) && !Files.isRegularFile(source)) {
            throw new IOException("is no regular file");
        }
        try (InputStream content = Files.newInputStream(source)) {
            content.skipNBytes(present);
            receive(content, present);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no such file", missing);
        }
    }

    private HttpResponse<InputStream> ask(long present) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_TIMEOUT)
                // The files are compressed, and compressing them again would change what is counted.
                .header("Accept-Encoding", "identity");
        if (present > 0) {
            request.header("Range", "bytes=" + present + "-");
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (HttpTimeoutException exception) {
            throw new IOException("no answer in time", exception);
        } catch (ConnectException exception) {
            throw new IOException("cannot be reached", exception);
        }
    }

    /** The server may send another part than the one asked for, or only claim to. */
    private static long startOf(HttpResponse<InputStream> response, long asked) throws IOException {
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (!range.startsWith("bytes " + asked + "-")) {
            throw new IOException(
                    "the server sent another part of the file than the one asked for: " + PlainText.excerpt(range));
        }
        return asked;
    }

    private void receive(InputStream body, long start) throws IOException {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "download-watch");
            thread.setDaemon(true);
            return thread;
        });
        boolean isWrong = false;
        try (OutputStream out =
                start > 0 ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            byte[] buffer = new byte[BUFFER];
            long received = start;
            LeastRate rate = new LeastRate(System.nanoTime());
            while (true) {
                int read = readWatched(body, buffer, watch, received);
                if (read < 0) {
                    return;
                }
                received += read;
                rate.received(read, System.nanoTime());
                if (received > file.bytes()) {
                    isWrong = true;
                    throw new IOException("is longer than the " + file.bytes() + " bytes expected");
                }
                out.write(buffer, 0, read);
                progress.received(file, received);
            }
        } finally {
            watch.shutdownNow();
            if (isWrong) {
                // Nothing to go on with: it is another file.
                Files.deleteIfExists(part);
            }
        }
    }

    /** A plain read() would wait for ever on a server that fell silent. */
    private int readWatched(InputStream body, byte[] buffer, ScheduledExecutorService watch, long received)
            throws IOException {
        ScheduledFuture<?> alarm = watch.schedule(() -> closeQuietly(body), STALL_SECONDS, TimeUnit.SECONDS);
        try {
            return body.read(buffer);
        } catch (IOException broken) {
            String reason = alarm.isDone() ? "stood still for " + STALL_SECONDS + " s, " : "ended ";
            throw new IOException(reason + "after " + received + " of " + file.bytes() + " bytes", broken);
        } finally {
            alarm.cancel(false);
        }
    }

    /** Gives up a transfer that drips. */
    static final class LeastRate {
        /** A set of 30 MB would take eight hours. */
        private static final long BYTES = 60 << 10;

        private static final long NANOSECONDS = TimeUnit.SECONDS.toNanos(60);

        private long begin;
        private long bytes;

        LeastRate(long now) {
            this.begin = now;
        }

        void received(int count, long now) throws IOException {
            bytes += count;
            if (now - begin < NANOSECONDS) {
                return;
            }
            if (bytes < BYTES) {
                throw new IOException("gave " + bytes + " bytes in a minute, which is too slow");
            }
            begin = now;
            bytes = 0;
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            // the reader gets its own exception
        }
    }
}
