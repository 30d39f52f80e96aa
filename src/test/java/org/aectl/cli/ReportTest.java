package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.source.Builtin;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.source.Sources;
import org.aectl.infer.TrainedModel;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about a run, read by a parser of HTML that is not the program's. */
class ReportTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern POINT = Pattern.compile("[ML]([-0-9.]+) ([-0-9.]+)");
    private static final int PIXELS = 28 * 28;
    /** Numbers among the metrics that say how others were measured. */
    private static final Set<String> SETTINGS = Set.of("seed", "elboSamples", "nllSamples");

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        String digits = "type: builtin, name: mnist-mini, limit: 120";
        ReportRuns.train(models, "vae", digits, "type: vae, latent: 3, reconstruction: bernoulli", "epochs: 4");
        ReportRuns.train(models, "cvae", digits, "type: cvae, latent: 1, reconstruction: bernoulli", "epochs: 1");
        ReportRuns.train(
                models,
                "stacked",
                "type: swiss-roll, examples: 90, scale: standard",
                "type: sae, latent: 2, pretraining: { epochs: [3, 2] }",
                "epochs: 20, l2: 0.001");
        ReportRuns.trainHostile(models);
        for (String run : List.of("vae", "stacked", ReportRuns.HOSTILE_RUN)) {
            Result result = report(models.resolve(run).toString());
            assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
            assertThat(result.output().lines())
                    .containsExactly(models.resolve(run).resolve("report.html").toString());
        }
    }

    /** The page that was made of a run in its folder. */
    private static Document page(String run) throws IOException {
        return Jsoup.parse(models.resolve(run).resolve("report.html"));
    }

    private static Result report(String run, String... more) {
        return Cli.run(List.of("report", run, "--models", models.toString()), more);
    }

    private Document made(String run, String... more) throws IOException {
        Path file = output.resolve("page.html");
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--output", file.toString()));
        Result result = report(run, words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output().lines()).containsExactly(file.toString());
        return Jsoup.parse(file);
    }

    private static JsonNode evaluation(String run) {
        Result result = Cli.run("evaluate", run, "--models", models.toString(), "--json");
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return JSON.readTree(result.output());
    }

    private static JsonNode data(Document page) {
        return JSON.readTree(page.expectFirst("#data").data());
    }

    private static double exact(Element row, int column) {
        return Double.parseDouble(
                row.select("td").get(column).expectFirst("data").attr("value"));
    }

    private static Element row(Element table, String metric) {
        return table.expectFirst("tr[data-metric=" + metric + "]");
    }

    @Test
    void theEpochsAreThoseOfTheMetricsFile() throws IOException {
        for (String run : List.of("vae", "stacked")) {
            List<String> lines = Files.readAllLines(models.resolve(run).resolve("metrics.csv"));

            Element table = page(run).expectFirst("#epochs");

            assertThat(table.select("thead th").eachText())
                    .isEqualTo(List.of(lines.get(0)
                            .replace("learningRate", "learning rate")
                            .split(",", -1)));
            List<Element> rows = table.select("tbody tr");
            assertThat(rows).hasSize(lines.size() - 1);
            for (int row = 0; row < rows.size(); row++) {
                List<String> cells = List.of(lines.get(row + 1).split(",", -1));
                for (int i = 0; i < cells.size(); i++) {
                    Element cell = rows.get(row).child(i);
                    Element number = cell.selectFirst("data");
                    assertThat(number == null ? cell.text() : number.attr("value"))
                            .isEqualTo(cells.get(i).isEmpty() ? "\u2013" : cells.get(i));
                }
            }
        }
    }

    @Test
    void theMetricsAreThoseOfEvaluateAndOfPrincipalComponents() throws IOException {
        JsonNode evaluation = evaluation("vae");
        JsonNode metrics = evaluation.get("metrics");

        Document page = page("vae");

        Element table = page.expectFirst("#metrics");
        assertThat(table.select("thead th").eachText()).containsExactly("Metric", "this model", "PCA", "mean");
        int numbers = 0;
        for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
            if (metric.getValue().isNumber() && !SETTINGS.contains(metric.getKey())) {
                assertThat(exact(row(table, metric.getKey()), 0))
                        .isEqualTo(metric.getValue().asDouble());
                numbers++;
            }
        }
        assertThat(numbers).isGreaterThanOrEqualTo(8);
        assertThat(table.select("tbody tr")).hasSize(numbers);
        double sse = evaluation.get("pca").get("sse").asDouble();
        assertThat(exact(row(table, "sse"), 1)).isEqualTo(sse);
        assertThat(exact(row(table, "mse"), 1)).isCloseTo(sse / PIXELS, Offset.offset(1e-12));
        assertThat(exact(row(table, "psnr"), 1)).isCloseTo(-10 * Math.log10(sse / PIXELS), Offset.offset(1e-9));
        assertThat(row(table, "loss").select("td").get(1).text()).isEqualTo("\u2013");
        double shown = metrics.get("sse").asDouble();
        assertThat(number(page.select(".figures dd").get(1).text())).isCloseTo(shown, Offset.offset(1e-4 * shown));
    }

    @Test
    void aBarIsAsHighAsItsUnitsDivergence() throws IOException {
        List<Double> divergences = new ArrayList<>();
        evaluation("vae").get("metrics").get("klPerUnit").forEach(unit -> divergences.add(unit.asDouble()));
        divergences.sort(Collections.reverseOrder());

        Element chart = page("vae").expectFirst("#code-units");

        Line up = Line.through(chart.select(".grid text"), "y");
        List<Element> bars = chart.select("rect.bar");
        assertThat(bars).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(up.value(percent(bars.get(i).attr("y")))).isCloseTo(divergences.get(i), Offset.offset(2e-3));
            assertThat(percent(bars.get(i).attr("y")) + percent(bars.get(i).attr("height")))
                    .isCloseTo(100, Offset.offset(0.011));
        }
    }

    /** From percent to what the labels of an axis say. */
    private record Line(double at, double value, double perPercent) {
        static Line through(List<Element> ticks, String attribute) {
            Element first = ticks.get(0);
            Element last = ticks.get(ticks.size() - 1);
            double perPercent = (number(last.text()) - number(first.text()))
                    / (percent(last.attr(attribute)) - percent(first.attr(attribute)));
            return new Line(percent(first.attr(attribute)), number(first.text()), perPercent);
        }

        double value(double percent) {
            return value + (percent - at) * perPercent;
        }
    }

    private static double percent(String text) {
        assertThat(text).endsWith("%");
        return Double.parseDouble(text.substring(0, text.length() - 1));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("\u2212", "-").replace(",", ""));
    }

    @Test
    void aCurveGoesThroughTheValuesOfItsMetric() throws IOException {
        List<String> lines = Files.readAllLines(models.resolve("vae/metrics.csv"));
        List<String> columns = List.of(lines.get(0).split(",", -1));
        Document page = page("vae");

        List<Element> charts = page.select("#training .chart");

        assertThat(charts.stream().map(chart -> chart.expectFirst("b").text()))
                .containsExactly("Loss", "Reconstruction loss", "Divergence from the prior");
        List<String> parts = List.of("loss", "reconstruction", "kl");
        for (int chart = 0; chart < parts.size(); chart++) {
            Line up = Line.through(charts.get(chart).select(".grid text"), "y");
            Line across = Line.through(charts.get(chart).select(".ticks text:not(.title)"), "x");
            for (String split : List.of("training", "validation")) {
                String path =
                        charts.get(chart).expectFirst(".curves path." + split).attr("d");
                List<MatchResult> points = POINT.matcher(path).results().toList();
                assertThat(points).hasSize(4);
                for (int row = 0; row < 4; row++) {
                    double expected = Double.parseDouble(
                            lines.get(row + 1).split(",", -1)[columns.indexOf(split + "." + parts.get(chart))]);
                    double x = Double.parseDouble(points.get(row).group(1)) / 10;
                    double y = Double.parseDouble(points.get(row).group(2)) / 10;
                    assertThat(across.value(x)).isCloseTo(row + 1, Offset.offset(0.01));
                    assertThat(up.value(y)).isCloseTo(expected, Offset.offset(2e-3 * Math.abs(up.perPercent() * 100)));
                }
            }
            assertThat(charts.get(chart).select("circle.mark")).hasSize(8);
        }
        assertThat(data(page).get("charts").get("chart-0").get(3).get("text").asString())
                .startsWith("epoch 4: training ")
                .contains(", validation ");
    }

    @Test
    void eachStageHasItsOwnCharts() throws IOException {
        Document page = page("stacked");

        assertThat(page.select("#training h3").eachText())
                .containsExactly(
                        "Pretraining 1/2, epochs 1 to 3",
                        "Pretraining 2/2, epochs 4 to 5",
                        "The whole network, epochs 6 to 25");
        List<Element> stages = page.select("#training .stage");
        for (Element stage : stages) {
            assertThat(stage.select(".chart b").eachText())
                    .containsExactly("Loss", "Reconstruction loss", "Weight decay");
        }
        assertThat(stages.get(1)
                        .select(".chart")
                        .get(0)
                        .select(".ticks text:not(.title)")
                        .eachText())
                .containsExactly("4", "5");
        assertThat(stages.get(0).select("line.best")).isEmpty();
        assertThat(stages.get(2).select("line.best")).hasSize(3);
        // Twenty points are a line without marks.
        assertThat(stages.get(2).select("circle.mark")).isEmpty();
    }

    @Test
    void anExampleStandsWhereItsCodeIs() throws IOException {
        Document page = page("stacked");
        Examples test;
        float[] codes;
        try (TrainedModel model = TrainedModel.load(models.resolve("stacked/checkpoints/best.zip"))) {
            test = ReportRuns.testSplit(model.checkpoint().config());
            Batch all = model.batches(test, "test", 1000).inOrder().iterator().next();
            codes = model.autoencoder().codec().encode(all);
        }

        Element map = page.expectFirst("#code-map");

        Line across = Line.through(map.select(".ticks text:not(.title)"), "x");
        Line up = Line.through(map.select(".grid text"), "y");
        List<Element> marks = map.select(".examples use");
        assertThat(marks).hasSize(test.count());
        JsonNode points = data(page).get("examples").get("points");
        float[] values = new float[3];
        for (int row = 0; row < test.count(); row++) {
            assertThat(across.value(percent(marks.get(row).attr("x")))).isCloseTo(codes[2 * row], Offset.offset(0.01));
            assertThat(up.value(percent(marks.get(row).attr("y")))).isCloseTo(codes[2 * row + 1], Offset.offset(0.01));
            JsonNode point = points.get(row);
            String label = test.classes().get(test.label(row));
            assertThat(point.get("label").asString()).isEqualTo(label);
            assertThat(marks.get(row).attr("class")).isEqualTo("colour-" + label);
            test.read(row, values, 0);
            for (int i = 0; i < 3; i++) {
                assertThat(number(point.get("values").get(i).asString())).isCloseTo(values[i], Offset.offset(2e-3));
            }
        }
        assertThat(page.select("#code .about p").text()).contains("two units, and this is its plane");
    }

    private static BufferedImage picture(String uri) throws IOException {
        String start = "data:image/png;base64,";
        assertThat(uri).startsWith(start);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(start.length()))));
    }

    @Test
    void theSmallPicturesAreTheExamples() throws IOException {
        Document page = made("vae", "--limit", "40");
        Examples digits = Objects.requireNonNull(
                Sources.open(new Builtin("mnist-mini"), null, 42).test());
        JsonNode examples = data(page).get("examples");
        JsonNode sheets = examples.get("pictures");

        BufferedImage sheet = picture(sheets.get("originals").asString());

        int columns = sheets.get("columns").asInt();
        assertThat(examples.get("points")).hasSize(40);
        assertThat(sheet.getWidth()).isEqualTo(28 * columns);
        float[] values = new float[PIXELS];
        for (int i = 0; i < 40; i++) {
            assertThat(examples.get("points").get(i).get("row").asInt()).isEqualTo(i);
            digits.read(i, values, 0);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                int x = i % columns * 28 + pixel % 28;
                int y = i / columns * 28 + pixel / 28;
                assertThat(sheet.getRaster().getSample(x, y, 0)).isEqualTo((int) values[pixel]);
            }
        }
    }

    @Test
    void reconstructionsGoFromTheBestToTheWorst() throws IOException {
        Document page = page("vae");

        List<Element> pairs = page.select("#reconstructions .pairs li");

        assertThat(pairs).hasSize(24);
        List<Double> errors = new ArrayList<>();
        for (Element pair : pairs) {
            assertThat(pair.select("img")).hasSize(2);
            for (Element image : pair.select("img")) {
                assertThat(image.attr("alt")).isNotBlank();
                assertThat(picture(image.attr("src")).getWidth()).isEqualTo(28);
            }
            errors.add(number(pair.expectFirst(".unit").text()));
        }
        assertThat(errors).isSorted();
        List<Double> all = new ArrayList<>();
        data(page)
                .get("examples")
                .get("points")
                .forEach(point -> all.add(number(point.get("error").asString())));
        assertThat(errors.get(0)).isCloseTo(Collections.min(all), Percentage.withPercentage(0.5));
        assertThat(errors.get(23)).isCloseTo(Collections.max(all), Percentage.withPercentage(0.5));
        assertThat(page.select("#samples img")).hasSize(60);
        assertThat(page.select("#filters img")).hasSize(8);
    }

    @Test
    void samplesOfAConditionalModelAreSortedByClass() throws IOException {
        Document page = made("cvae");

        assertThat(page.select("#samples h3").eachText())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(page.select("#samples img")).hasSize(100);
        // One unit: upwards is the error.
        assertThat(page.select("#code-map b").text()).isEqualTo("squared error");
    }

    @Test
    void theConfigAndTheManifestAreWhole() throws IOException {
        Document page = page("vae");

        assertThat(page.expectFirst("#config").wholeText())
                .isEqualTo(Files.readString(models.resolve("vae/config.yaml")));
        assertThat(JSON.readTree(page.expectFirst("#manifest").wholeText()))
                .isEqualTo(JSON.readTree(Files.readString(models.resolve("vae/manifest.json"))));
        assertThat(page.expectFirst("h1").text()).isEqualTo("vae");
        assertThat(page.expectFirst(".lead").text())
                .startsWith("A variational autoencoder that learnt pictures of 28 by 28 pixels from ")
                .contains(" of mnist-mini. The training took 4 epochs and ");
    }

    @Test
    void thePageLoadsNothingAndRunsItsOwnScriptOnly() throws Exception {
        Document page = page("vae");

        for (Element element : page.select("[src]")) {
            assertThat(element.attr("src")).startsWith("data:");
        }
        for (Element element : page.select("[href]")) {
            assertThat(element.attr("href")).matches("#[a-z0-9-]+|data:,");
        }
        assertThat(page.select("[style]")).isEmpty();
        List<Element> scripts = page.select("script");
        assertThat(scripts).hasSize(2);
        assertThat(scripts.get(0).attr("type")).isEqualTo("application/json");
        assertThat(page.expectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; img-src data:; style-src '"
                        + hash(page.expectFirst("style").data()) + "'; script-src '"
                        + hash(scripts.get(1).data()) + "'; base-uri 'none'; form-action 'none'");
        for (Element link : page.select("nav a")) {
            assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
        }
    }

    private static String hash(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }

    @Test
    void namesAreTextWhateverTheyHold() throws IOException {
        Document page = page(ReportRuns.HOSTILE_RUN);

        assertThat(page.expectFirst("h1").wholeText()).isEqualTo(ReportRuns.HOSTILE_RUN);
        assertThat(page.select(".legend .name").eachText())
                .containsExactlyInAnyOrderElementsOf(ReportRuns.HOSTILE_CLASSES);
        assertThat(page.expectFirst(".lead").text()).contains(" of " + ReportRuns.HOSTILE_FILE + ". ");
        assertThat(page.select("script")).hasSize(2);
        assertThat(page.select("img, iframe, [onerror], [onload], [onclick]")).isEmpty();
        JsonNode points = data(page).get("examples").get("points");
        assertThat(points.get(0).get("label").asString()).isIn(ReportRuns.HOSTILE_CLASSES);
    }

    @Test
    void aLoneCheckpointIsEnough() throws IOException {
        Path checkpoint = Files.copy(models.resolve("vae/checkpoints/epoch-0002.zip"), output.resolve("two.zip"));

        Document page = made(checkpoint.toString());

        assertThat(page.select("#epochs tbody tr")).hasSize(2);
        assertThat(page.getElementById("manifest")).isNull();
        assertThat(page.expectFirst(".lead").text()).contains("This checkpoint was taken after 2 epochs.");
        assertThat(page.getElementById("metrics")).isNotNull();
    }

    @Test
    void withoutItsDataThePageSaysWhatIsMissing() throws IOException {
        Path csv = ReportRuns.csv(output.resolve("rows.csv"), List.of("a", "b"));
        ReportRuns.train(output, "moved", "type: csv, path: " + csv + ", label: kind", "type: vae, latent: 2", "");
        Path other = Files.move(csv, output.resolve("elsewhere.csv"));
        String run = output.resolve("moved").toString();

        Result result = report(run);

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output().lines())
                .containsExactly(output.resolve("moved/report.html").toString());
        assertThat(result.errorLines()).first().asString().startsWith("aectl: warning: Everything that needs");
        Document page = Jsoup.parse(output.resolve("moved/report.html"));
        assertThat(page.expectFirst(".remarks").text())
                .startsWith(
                        "Left out. Everything that needs examples is left out, because the run's own cannot be read")
                .contains(csv.toString());
        assertThat(page.select("#quality, #code, #units, #reconstructions")).isEmpty();
        assertThat(page.select("#training .chart, #samples table")).isNotEmpty();
        assertThat(page.select("nav a").eachText()).containsExactly("Training", "Samples", "Record");
        Document withOther = made(run, "--data", other.toString());
        assertThat(withOther.select("#metrics tbody tr")).isNotEmpty();
        assertThat(withOther.expectFirst(".remarks").text()).startsWith("Left out. PCA is left out");
        assertThat(report(run, "--split", "test").exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    }

    @Test
    void withoutATestSplitItShowsTheTrainingSplit() throws IOException {
        ReportRuns.train(output, "untested", "type: s-curve, examples: 40, test: 0", "type: ae, latent: 2", "");

        Document page = made(output.resolve("untested").toString());

        assertThat(page.select("#quality .about p").text()).contains(" of the training split.");
    }

    @Test
    void theSameRunGivesTheSameBytesInItsFolder() throws IOException {
        Path file = models.resolve("stacked/report.html");
        byte[] first = Files.readAllBytes(file);
        report("stacked");

        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void whatCannotBeMadeIsRefusedAndLeavesNothing() throws IOException {
        Path file = output.resolve("new/page.html");
        Path blocked = Files.writeString(output.resolve("file"), "").resolve("page.html");

        assertRefused("nothing", file, "there is no run nothing: ");
        assertRefused("vae", file, "--limit must be at least 1, was 0", "--limit", "0");
        assertRefused("vae", file, "--split must be one of training, validation, test, was tset", "--split", "tset");
        assertRefused("vae", file, "nowhere.csv", "--data", "nowhere.csv");
        assertRefused("vae", file, "swiss", "--data", csvOfThreeColumns());
        assertRefused("vae", output, output + ": is a folder, expected the name of an HTML file");
        assertRefused("vae", blocked, blocked + ": cannot be written, because " + output.resolve("file") + " is no");
        assertThat(output.resolve("new")).doesNotExist();
    }

    private String csvOfThreeColumns() throws IOException {
        return Files.writeString(output.resolve("swiss.csv"), "1,2,3\n4,5,6\n").toString();
    }

    private void assertRefused(String run, Path target, String problem, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--output", target.toString()));
        List<Path> before = files();
        Result result = report(run, words.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: ")
                .contains(problem);
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.sorted().toList();
        }
    }

    @Test
    void helpHasExamples() {
        Result help = Cli.run("report", "--help");

        assertThat(help.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(help.output()).contains("aectl report vae");
    }
}
