package org.aectl.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium without a window, as a user's browser. */
final class Browser implements AutoCloseable {
    /** Kept, because the logging of Java forgets levels of loggers that nobody holds. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final JsonMapper JSON = new JsonMapper();

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; empty where this machine has none. */
    static Optional<Browser> start() {
        Optional<File> chromium = onPath("chromium");
        Optional<File> chromeDriver = onPath("chromedriver");
        if (chromium.isEmpty() || chromeDriver.isEmpty()) {
            return Optional.empty();
        }
        // It warns that it does not know the newest browser's debugging protocol by version; nothing here needs that.
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get());
        // No sandbox, because root has none; no shared memory, because containers have little.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver.get())
                .usingAnyFreePort()
                .build();
        return Optional.of(new Browser(new ChromeDriver(service, options)));
    }

    private static Optional<File> onPath(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    /** Opens a page in a screen of a width in pixels, and forgets what earlier pages logged. */
    void open(Path page, int width, String colours) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        driver.get("about:blank");
        log(LogType.BROWSER);
        log(LogType.PERFORMANCE);
        driver.get(page.toUri().toString());
    }

    private List<LogEntry> log(String type) {
        return driver.manage().logs().get(type).getAll();
    }

    /** What the page complained about. */
    List<String> complaints() {
        return log(LogType.BROWSER).stream().map(LogEntry::toString).toList();
    }

    /** Addresses that were asked for since the page was opened, its own first. */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        for (LogEntry entry : log(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(entry.getMessage()).get("message");
            if (message.get("method").asString().equals("Network.requestWillBeSent")) {
                addresses.add(message.get("params").get("request").get("url").asString());
            }
        }
        return addresses;
    }

    /** The value of a script's {@code return}. */
    Object evaluate(String script, Object... arguments) {
        return Objects.requireNonNull(((JavascriptExecutor) driver).executeScript(script, arguments), script);
    }

    double number(String script, Object... arguments) {
        return ((Number) evaluate(script, arguments)).doubleValue();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Brings an element into view and the mouse to a place in it, in percent. */
    void pointAt(WebElement element, double x, double y) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        int right =
                (int) Math.round((x - 50) / 100 * number("return arguments[0].getBoundingClientRect().width", element));
        int down = (int)
                Math.round((y - 50) / 100 * number("return arguments[0].getBoundingClientRect().height", element));
        new Actions(driver).moveToElement(element, right, down).perform();
    }

    void focus(String css) {
        driver.executeScript("arguments[0].focus()", find(css));
    }

    void press(CharSequence key) {
        new Actions(driver).sendKeys(key).perform();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
