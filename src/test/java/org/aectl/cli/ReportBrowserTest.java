package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.aectl.cli.console.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about a run in a real browser: drawn, pointed at, stepped through, made narrow and dark. */
class ReportBrowserTest {
    private static final String BOX =
            "const box = arguments[0].getBoundingClientRect(); return Math.min(box.width, box.height)";

    @TempDir
    private static Path models;

    private static @Nullable Browser started;

    @SuppressWarnings("NullAway.Init")
    private Path page;

    @BeforeAll
    static void train() throws IOException {
        Optional<Browser> found = Browser.start();
        assumeTrue(found.isPresent(), "skipped: no chromium and chromedriver on the PATH");
        started = found.get();
        String digits = "type: builtin, name: mnist-mini, limit: 100";
        ReportRuns.train(models, "vae", digits, "type: vae, latent: 3, reconstruction: bernoulli", "epochs: 4");
        ReportRuns.train(
                models,
                "stacked",
                "type: swiss-roll, examples: 90, scale: standard",
                "type: sae, latent: 2, pretraining: { epochs: [3, 2] }",
                "epochs: 4, l2: 0.001");
        ReportRuns.trainHostile(models);
    }

    @AfterAll
    static void quit() {
        if (started != null) {
            started.close();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(started);
    }

    private Browser open(String run, int width, String colours) {
        Result result = Cli.run("report", models.resolve(run).toString(), "--limit", "60");
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        page = Path.of(result.output().strip());
        browser().open(page, width, colours);
        return browser();
    }

    private Browser open(String run) {
        return open(run, 1280, "light");
    }

    /** Holds for every page, whatever was done with it. */
    @AfterEach
    void nothingIsComplainedAboutAndNothingIsLoaded() {
        assertThat(browser().complaints()).isEmpty();
        List<String> requests = browser().requests();
        assertThat(URI.create(requests.get(0)).getPath()).isEqualTo(page.toString());
        assertThat(requests.subList(1, requests.size())).allMatch(address -> address.startsWith("data:"));
    }

    private static JsonNode data() {
        return new JsonMapper()
                .readTree((String) browser().evaluate("return document.getElementById('data').textContent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vae", "stacked", ReportRuns.HOSTILE_RUN})
    void chartsAreDrawn(String run) {
        Browser browser = open(run);

        List<WebElement> curves = browser.all(".curves path");
        assertThat(curves).hasSizeGreaterThanOrEqualTo(2);
        for (WebElement curve : curves) {
            assertThat(browser.number("return arguments[0].getTotalLength()", curve))
                    .isGreaterThan(100);
            assertThat(browser.number(BOX, curve)).isGreaterThan(1);
        }
        List<WebElement> shapes = browser.all("rect.bar, .examples use, .legend use, circle.mark");
        assertThat(shapes).hasSizeGreaterThan(15);
        for (WebElement shape : shapes) {
            assertThat(browser.number(BOX, shape)).isGreaterThan(2);
        }
    }

    @Test
    void picturesAreDecoded() {
        Browser browser = open("vae");

        assertThat(browser.all("main img")).hasSize(2 * 24 + 60 + 8);
        assertThat(browser.evaluate("return [...document.querySelectorAll('main img')].every("
                        + "(image) => image.complete && image.naturalWidth === 28 && image.clientWidth > 10)"))
                .isEqualTo(true);
    }

    @Test
    void pointingAtAChartSaysWhatItHasThere() {
        Browser browser = open("vae");
        String rest = browser.find("#chart-0 .reading").getText();
        JsonNode readings = data().get("charts").get("chart-0");

        browser.pointAt(browser.find("#chart-0 .plot"), 1, 50);

        assertThat(browser.find("#chart-0 .reading").getText())
                .isEqualTo(readings.get(0).get("text").asString())
                .startsWith("epoch 1: training ");
        assertThat(browser.find("#chart-0 .cursor").isDisplayed()).isTrue();
        browser.pointAt(browser.find("h1"), 50, 50);
        assertThat(browser.find("#chart-0 .reading").getText()).isEqualTo(rest);
        assertThat(browser.find("#chart-0 .cursor").isDisplayed()).isFalse();
    }

    private static String focused() {
        return (String) browser()
                .evaluate("const one = document.activeElement;"
                        + "return (one.closest('figure') || one).id || one.tagName");
    }

    private static void tabTo(String id) {
        for (int presses = 0; presses < 60; presses++) {
            browser().press(Keys.TAB);
            if (focused().equals(id)) {
                assertThat((String) browser().evaluate("return getComputedStyle(document.activeElement).outlineStyle"))
                        .isEqualTo("solid");
                return;
            }
        }
        throw new AssertionError("the Tab key does not lead to " + id);
    }

    @Test
    void theArrowKeysStepThroughAChart() {
        Browser browser = open("vae");
        JsonNode readings = data().get("charts").get("chart-1");

        tabTo("chart-1");

        browser.press(Keys.HOME);
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.find("#chart-1 .reading").getText())
                .isEqualTo(readings.get(1).get("text").asString());
        assertThat(browser.find("#chart-1 .plot").getDomAttribute("aria-valuetext"))
                .isEqualTo(readings.get(1).get("text").asString());
        browser.press(Keys.END);
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.find("#chart-1 .reading").getText()).startsWith("epoch 4: ");
    }

    @Test
    void pointingAtAMarkShowsItsExample() {
        Browser browser = open("vae");
        JsonNode examples = data().get("examples");
        List<WebElement> marks = browser.all(".examples use");
        assertThat(marks).hasSize(60);
        // The one farthest to the left has no nearer neighbour where the mouse is.
        int left = 0;
        for (int i = 0; i < marks.size(); i++) {
            left = at(marks.get(i), "x") < at(marks.get(left), "x") ? i : left;
        }
        assertThat(browser.find("#example canvas").isDisplayed()).isFalse();

        browser.pointAt(browser.find("#code-map .plot"), at(marks.get(left), "x"), at(marks.get(left), "y"));

        JsonNode point = examples.get("points").get(left);
        assertThat(browser.find("#example .label").getText())
                .isEqualTo(point.get("label").asString() + ", row "
                        + point.get("row").asInt() + ", squared error "
                        + point.get("error").asString());
        for (int view = 0; view < 2; view++) {
            WebElement canvas = browser.all("#example canvas").get(view);
            assertThat(browser.number(BOX, canvas)).isGreaterThan(80);
            // As an image that the browser decodes by itself.
            assertThat(browser.evaluate(
                            """
                            const [canvas, sheets, index, view] = arguments;
                            return (async () => {
                            const image = new Image();
                            image.src = view === 0 ? sheets.originals : sheets.reconstructions;
                            await image.decode();
                            const other = document.createElement("canvas");
                            other.width = 28; other.height = 28;
                            other.getContext("2d").drawImage(image, -28 * (index % sheets.columns),
                                -28 * Math.floor(index / sheets.columns));
                            const pixels = (from) => from.getContext("2d").getImageData(0, 0, 28, 28).data;
                            const expected = pixels(other);
                            return pixels(canvas).every((value, i) => value === expected[i])
                                && new Set(expected).size > 5;
                            })();
                            """,
                            canvas, new JsonMapper().convertValue(examples.get("pictures"), Map.class), left, view))
                    .isEqualTo(true);
        }
    }

    private static double at(WebElement mark, String attribute) {
        String percent = mark.getDomAttribute(attribute);
        assertThat(percent).endsWith("%");
        return percent == null ? Double.NaN : Double.parseDouble(percent.substring(0, percent.length() - 1));
    }

    @Test
    void theKeyboardLeadsToEveryExample() {
        Browser browser = open("stacked");
        JsonNode points = data().get("examples").get("points");

        tabTo("code-map");

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < points.size(); i++) {
            browser.press(Keys.PAGE_DOWN);
            seen.add(browser.find("#example .label").getText());
        }
        assertThat(seen).hasSize(points.size());
        double before = browser.number("return parseFloat(document.querySelector('.ring').getAttribute('cx'))");
        browser.press(Keys.ARROW_RIGHT);
        double right = browser.number("return parseFloat(document.querySelector('.ring').getAttribute('cx'))");
        browser.press(Keys.ARROW_LEFT);
        double left = browser.number("return parseFloat(document.querySelector('.ring').getAttribute('cx'))");
        assertThat(right).isGreaterThanOrEqualTo(before);
        assertThat(left).isLessThanOrEqualTo(right);
        assertThat(left == right && right == before).isFalse();
        List<WebElement> cells = browser.all("#example tbody td");
        assertThat(cells).hasSize(6);
        assertThat(cells)
                .allMatch(WebElement::isDisplayed)
                .noneMatch(cell -> cell.getText().isBlank());
        browser.press(Keys.ESCAPE);
        assertThat(browser.find("#example .label").getText()).isEqualTo("No example chosen");
    }

    @Test
    void aClassCanBeShownAlone() {
        Browser browser = open("vae");
        WebElement button = browser.all(".legend button").get(1);

        button.click();

        assertThat(button.getDomAttribute("aria-pressed")).isEqualTo("true");
        int others = browser.all(".examples use:not(.colour-1)").size();
        assertThat(others).isPositive();
        assertThat(browser.all(".examples use.faint:not(.colour-1)")).hasSize(others);
        assertThat(browser.all(".examples use.faint.colour-1")).isEmpty();
        browser.focus("#code-map .plot");
        browser.press(Keys.PAGE_DOWN);
        assertThat(browser.find("#example .label").getText()).startsWith("1, row ");
        button.click();
        assertThat(browser.all(".faint")).isEmpty();
    }

    private static double lightness() {
        return browser()
                .number("const colours = getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g);"
                        + "return (Number(colours[0]) + Number(colours[1]) + Number(colours[2])) / 3");
    }

    @Test
    void thePageIsLightOrDarkAsTheSystemIsUntilOneIsChosen() {
        Browser browser = open("vae", 1280, "light");
        assertThat(lightness()).isGreaterThan(200);
        WebElement theme = browser.find("#theme");
        assertThat(theme.getText()).isEqualTo("Dark page");
        theme.click();
        assertThat(lightness()).isLessThan(50);
        assertThat(theme.getText()).isEqualTo("Light page");
        theme.click();
        assertThat(lightness()).isGreaterThan(200);

        browser.open(page, 1280, "dark");

        assertThat(lightness()).isLessThan(50);
        assertThat(browser.find("#theme").getText()).isEqualTo("Light page");
        browser.find("#theme").click();
        assertThat(lightness()).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vae", "stacked", ReportRuns.HOSTILE_RUN})
    void aPhoneScrollsInOneDirection(String run) {
        Browser browser = open(run, 360, "light");

        browser.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; }); return true");

        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        assertThat(browser.number(
                        "return Math.min(...[...document.querySelectorAll('.plot text, main p, main td, main th')]"
                                + ".map((text) => parseFloat(getComputedStyle(text).fontSize)))"))
                .isGreaterThanOrEqualTo(12);
        for (WebElement plot : browser.all(".plot")) {
            assertThat(browser.number("return arguments[0].getBoundingClientRect().width", plot))
                    .isGreaterThan(230);
        }
    }

    @Test
    void namesDoNothing() {
        Browser browser = open(ReportRuns.HOSTILE_RUN);

        assertThat(browser.evaluate("return document.title"))
                .isEqualTo(ReportRuns.HOSTILE_RUN + " \u2013 aectl report");
        assertThat(browser.all("main img, b[onmouseover]")).isEmpty();
        assertThat(browser.find("h1").getText()).isEqualTo(ReportRuns.HOSTILE_RUN);
        Set<String> shown = new HashSet<>();
        tabTo("code-map");
        int examples = browser.all(".examples use").size();
        for (int i = 0; i < examples; i++) {
            browser.press(Keys.PAGE_DOWN);
            String label = browser.find("#example .label").getText();
            shown.add(label.substring(0, label.indexOf(", row ")));
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(ReportRuns.HOSTILE_CLASSES);
        assertThat(browser.evaluate("return document.title"))
                .isEqualTo(ReportRuns.HOSTILE_RUN + " \u2013 aectl report");
    }
}
