package org.aectl.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.aectl.base.PlainText;
import org.aectl.data.fetch.Fetcher.Progress;
import org.aectl.data.fetch.NamedSet.RemoteFile;

/** One file from one address: received, counted and compared with its checksum. */
record Download(HttpClient client, URI address, RemoteFile file, Progress progress) {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    /** A transfer that stands still for so long is given up. */
    private static final long STALL_SECONDS = 60;

    private static final int BUFFER = 1 << 16;

    /** @throws IOException if anything but the file came; what was written is worthless then */
    void to(WritableByteChannel out) throws IOException {
        try (InputStream body = "file".equals(address.getScheme()) ? open(Path.of(address)) : ask()) {
            receive(body, out);
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

    private static InputStream open(Path source) throws IOException {
        if (Files.exists(source) && !Files.isRegularFile(source)) {
            throw new IOException("is no regular file");
        }
        try {
            return Files.newInputStream(source);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no such file", missing);
        }
    }

    private InputStream ask() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_TIMEOUT)
                // The files are compressed, and compressing them again would change what is counted.
                .header("Accept-Encoding", "identity")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException(refusal(response));
            }
            return response.body();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (HttpTimeoutException exception) {
            throw new IOException("no answer in time", exception);
        } catch (ConnectException exception) {
            throw new IOException("cannot be reached", exception);
        } catch (IllegalArgumentException noAddress) {
            throw new IOException(
                    "redirects to no address: " + PlainText.excerpt(String.valueOf(noAddress.getMessage())), noAddress);
        }
    }

    private void receive(InputStream body, WritableByteChannel out) throws IOException {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "download-watch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            MessageDigest md5 = md5();
            byte[] buffer = new byte[BUFFER];
            long received = 0;
            LeastRate rate = new LeastRate(System.nanoTime());
            for (int read = readWatched(body, buffer, watch, 0);
                    read >= 0;
                    read = readWatched(body, buffer, watch, received)) {
                received += read;
                rate.received(read, System.nanoTime());
                if (received > file.bytes()) {
                    throw new IOException("is longer than the " + file.bytes() + " bytes expected");
                }
                md5.update(buffer, 0, read);
                for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
                    out.write(bytes);
                }
                progress.received(file, received);
            }
            if (received < file.bytes()) {
                throw new IOException("ended after " + received + " of " + file.bytes() + " bytes");
            }
            if (!isRight(md5, file)) {
                throw new IOException("is not the file expected (wrong checksum)");
            }
        } finally {
            watch.shutdownNow();
        }
    }

    /** MD5 is what these sets were published with; it finds damage, and nothing more is asked of it. */
    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every JDK has MD5", exception);
        }
    }

    static boolean isRight(MessageDigest md5, RemoteFile file) {
        return HexFormat.of().formatHex(md5.digest()).equals(file.md5());
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
