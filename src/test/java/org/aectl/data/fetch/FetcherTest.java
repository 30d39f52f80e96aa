package org.aectl.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.aectl.base.InvalidInputException;
import org.aectl.data.fetch.NamedSet.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server on this machine. */
@Timeout(60)
class FetcherTest {
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private HttpServer server;
    private NamedSet set;
    private final List<String> warnings = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT));
        set = new NamedSet("numbers", "1", 1, "1", List.of(), List.of(new RemoteFile("file.gz", CONTENT.length, md5)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void send(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    /** Promises everything and hangs up half-way. */
    private static void sendHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, CONTENT.length);
        OutputStream body = exchange.getResponseBody();
        body.write(CONTENT, 0, CONTENT.length / 2);
        body.flush();
    }

    private Path fetch(boolean force, URI... mirrors) throws IOException {
        Fetcher.Progress progress = new Fetcher.Progress() {
            @Override
            public void failed(String message) {
                warnings.add(message);
            }

            @Override
            public void waiting(NamedSet set) {}

            @Override
            public void received(RemoteFile file, long bytes) {
                assertThat(bytes).isBetween(1L, file.bytes());
            }
        };
        return new Fetcher(folder, progress).fetch(set, Arrays.asList(mirrors), force);
    }

    private void assertFetched() throws IOException {
        assertThat(folder.resolve("numbers/file.gz")).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("numbers").toFile().list()).containsExactly("file.gz");
        assertThat(set.isFetched(folder)).isTrue();
    }

    private void assertNothingVisible() {
        assertThat(folder.resolve("numbers")).doesNotExist();
        assertThat(set.isFetched(folder)).isFalse();
    }

    @Test
    void aFileIsFetchedOnceAndAnewByForce() throws IOException {
        URI mirror = serve("/a/", exchange -> send(exchange, CONTENT));

        fetch(false, mirror);
        assertFetched();
        fetch(false, mirror);
        assertThat(requests).hasValue(1);
        fetch(true, mirror);
        assertThat(requests).hasValue(2);
        assertFetched();
    }

    @Test
    void aCutOffTransferLeavesNothingAndBeginsAnew() throws IOException {
        URI mirror = serve("/a", exchange -> {
            if (requests.get() == 1) {
                sendHalf(exchange);
            } else {
                send(exchange, CONTENT);
            }
        });

        assertThatThrownBy(() -> fetch(false, mirror))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file.gz");
        assertNothingVisible();
        fetch(false, mirror);
        assertFetched();
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        URI mirror = serve("/a/", exchange -> send(exchange, CONTENT));
        Files.createDirectories(folder.resolve("numbers"));
        Files.write(folder.resolve("numbers/.file.gz.0123456789abcdef.part"), new byte[1000]);

        fetch(false, mirror);
        assertFetched();
    }

    @Test
    void aWrongChecksumIsRefusedAndTheNextMirrorTried() throws IOException {
        byte[] wrong = CONTENT.clone();
        wrong[7] ^= 1;
        URI bad = serve("/bad/", exchange -> send(exchange, wrong));
        URI good = serve("/good/", exchange -> send(exchange, CONTENT));

        assertThatThrownBy(() -> fetch(false, bad))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong checksum");
        assertNothingVisible();
        fetch(false, bad, good);
        assertFetched();
        assertThat(warnings).singleElement().asString().contains("/bad/file.gz");
    }

    @Test
    void tooMuchOrTooLittleIsRefused() {
        URI longer = serve("/longer/", exchange -> send(exchange, Arrays.copyOf(CONTENT, CONTENT.length + 1)));
        URI shorter = serve("/shorter/", exchange -> send(exchange, Arrays.copyOf(CONTENT, 1000)));

        assertThatThrownBy(() -> fetch(false, longer)).hasMessageContaining("is longer than the 300000 bytes");
        assertThatThrownBy(() -> fetch(true, shorter)).hasMessageContaining("ended after 1000 of 300000 bytes");
        assertNothingVisible();
    }

    @Test
    void whatIsTooLongLeavesNothing() {
        URI endless = serve("/endless/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] buffer = new byte[1 << 16];
            // Until the other side has had enough: 64 MB are far more than it may take.
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(buffer);
            }
        });

        assertThatThrownBy(() -> fetch(false, endless)).hasMessageContaining("is longer than the 300000 bytes");
        assertNothingVisible();
    }

    @Test
    void aRedirectIsFollowedToTheSameKindOfAddressAndToNoFile() throws IOException {
        URI good = serve("/good/", exchange -> send(exchange, CONTENT));
        Path secret = Files.write(folder.resolve("secret"), CONTENT);
        URI away = serve("/away/", exchange -> redirect(exchange, secret.toUri().toString()));
        URI on = serve("/on/", exchange -> redirect(exchange, good + "file.gz"));

        assertThatThrownBy(() -> fetch(false, away))
                .hasMessageContaining("the server answered 302 and leads to another kind of address: file:/");
        assertNothingVisible();
        fetch(false, on);
        assertFetched();
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
    }

    @Test
    void thePublicMirrorsAreAllHttps() {
        assertThat(NamedSet.ALL.stream().flatMap(known -> known.mirrors().stream()))
                .isNotEmpty()
                .allSatisfy(mirror -> assertThat(mirror).hasScheme("https"));
    }

    @Test
    void whatAServerSaysIsCutShort() {
        URI other = serve("/other/", exchange -> redirect(exchange, "other:" + "x".repeat(500)));
        URI odd = serve("/odd/", exchange -> redirect(exchange, "odd:\u0009" + "x".repeat(500)));

        assertThatThrownBy(() -> fetch(false, other))
                .hasMessageContaining("leads to another kind of address: other:xxx")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
        assertThatThrownBy(() -> fetch(false, odd))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirects to no address: ")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void allFailuresAreNamed() throws IOException {
        URI missing = serve("/missing/", exchange -> exchange.sendResponseHeaders(404, -1));
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        URI refused = URI.create("http://127.0.0.1:" + port + "/");

        assertThatThrownBy(() -> fetch(false, missing, refused))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("could not fetch file.gz")
                .hasMessageEndingWith(refused + "file.gz: cannot be reached")
                .hasMessageNotContaining("404");
        assertThat(warnings).singleElement().asString().endsWith("/missing/file.gz: the server answered 404");
        assertThat(folder.resolve("numbers")).doesNotExist();
    }

    @Test
    void aCircleOfRedirectsIsCalledOne() {
        URI circle = serve("/circle/", exchange -> redirect(exchange, "/circle/file.gz"));

        assertThatThrownBy(() -> fetch(false, circle)).hasMessageEndingWith(": redirects in a circle, or too often");
    }

    @Test
    void aBrokenTransferSaysHowFarItCame() {
        URI mirror = serve("/half/", FetcherTest::sendHalf);

        assertThatThrownBy(() -> fetch(false, mirror))
                .hasMessageEndingWith("ended after " + CONTENT.length / 2 + " of " + CONTENT.length + " bytes");
    }

    @Test
    void aTransferThatDripsIsGivenUp() throws IOException {
        Download.LeastRate steady = new Download.LeastRate(0);
        Download.LeastRate dripping = new Download.LeastRate(0);
        for (int second = 1; second < 60; second++) {
            steady.received(2000, TimeUnit.SECONDS.toNanos(second));
            dripping.received(1, TimeUnit.SECONDS.toNanos(second));
        }
        steady.received(1, TimeUnit.SECONDS.toNanos(60));

        assertThatThrownBy(() -> dripping.received(1, TimeUnit.SECONDS.toNanos(60)))
                .hasMessage("gave 60 bytes in a minute, which is too slow");
    }

    @Test
    void severalAtOnceFetchOnce() throws Exception {
        URI mirror = serve("/good/", exchange -> send(exchange, CONTENT));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> all = threads.invokeAll(Collections.nCopies(4, () -> fetch(false, mirror)));
            for (Future<Path> one : all) {
                assertThat(one.get()).isEqualTo(folder.resolve("numbers"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertFetched();
        assertThat(requests).hasValue(1);
    }

    @Test
    void aFileOfAnotherSizeIsNotFetched() throws IOException {
        URI mirror = serve("/good/", exchange -> send(exchange, CONTENT));
        fetch(false, mirror);
        Files.write(folder.resolve("numbers/file.gz"), new byte[] {1});

        assertThat(set.isFetched(folder)).isFalse();
    }

    @Test
    void aFolderIsAMirrorToo(@TempDir Path source) throws IOException {
        Files.write(source.resolve("file.gz"), CONTENT);

        fetch(false, source.toUri());
        assertFetched();
        assertThatThrownBy(() -> fetch(true, folder.resolve("nowhere").toUri()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no such file");
        assertFetched();
    }

    @Test
    void theBuiltInSetIsNotFetched() {
        assertThatThrownBy(() -> new Fetcher(folder, new Fetcher.Progress() {
                            @Override
                            public void failed(String message) {}

                            @Override
                            public void waiting(NamedSet set) {}

                            @Override
                            public void received(RemoteFile file, long bytes) {}
                        })
                        .fetch(NamedSet.of("mnist-mini"), List.of(), false))
                .isInstanceOf(InvalidInputException.class);
    }
}
