package org.aectl.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.aectl.data.fetch.NamedSet.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against two servers on this machine, of which one has a certificate. */
@Timeout(60)
class EncryptedDownloadTest {
    private static final String PASSWORD = "password";
    private static final byte[] CONTENT = {1, 2, 3};
    private static final String MD5 = "5289df737df57326fcdd22597afb1fac";

    @TempDir
    Path folder;

    private SSLContext usual;
    private HttpServer plain;
    private HttpsServer encrypted;
    private final AtomicInteger plainRequests = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        usual = SSLContext.getDefault();
        SSLContext own = context(certificate(folder.resolve("keys.p12")));
        // What a client trusts that was told nothing else.
        SSLContext.setDefault(own);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(anyPort, 0);
        plain.createContext("/", exchange -> {
            plainRequests.incrementAndGet();
            send(exchange);
        });
        plain.start();
        encrypted = HttpsServer.create(anyPort, 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(own));
        encrypted.createContext("/good/", EncryptedDownloadTest::send);
        encrypted.createContext("/away/", exchange -> redirect(exchange, address("http", plain) + "/file.gz"));
        encrypted.createContext("/on/", exchange -> redirect(exchange, "/good/file.gz"));
        encrypted.start();
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(usual);
        plain.stop(0);
        encrypted.stop(0);
    }

    private static Path certificate(Path file) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();
        return file;
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, PASSWORD.toCharArray());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("own", keys.getCertificate("mykey"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
        }
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Location", target);
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private static String address(String scheme, HttpServer server) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    private Path fetch(String path) throws IOException {
        Fetcher.Progress silent = new Fetcher.Progress() {
            @Override
            public void failed(String message) {}

            @Override
            public void waiting(NamedSet set) {}

            @Override
            public void received(RemoteFile file, long bytes) {}
        };
        RemoteFile file = new RemoteFile("file.gz", CONTENT.length, MD5);
        NamedSet set = new NamedSet("numbers", "1", 1, "1", List.of(), List.of(file));
        return new Fetcher(folder, silent).fetch(set, List.of(URI.create(address("https", encrypted) + path)), true);
    }

    @Test
    void aRedirectIsFollowedWhereItStaysEncrypted() throws IOException {
        assertThat(fetch("/on/").resolve("file.gz")).hasBinaryContent(CONTENT);
    }

    @Test
    void aRedirectThatWouldLeaveEncryptionIsRefused() {
        assertThatThrownBy(() -> fetch("/away/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "the server answered 302 and leads to another kind of address: " + address("http", plain));
        assertThat(plainRequests).hasValue(0);
        assertThat(folder.resolve("numbers/file.gz")).doesNotExist();
    }
}
