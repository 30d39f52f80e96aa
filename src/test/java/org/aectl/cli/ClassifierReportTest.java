package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.aectl.cli.console.ExitCode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about a classifier, against the files that finetune and predict write. */
class ClassifierReportTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        String digits = "type: builtin, name: mnist-mini, limit: 200";
        ReportRuns.train(models, "ae", digits, "type: ae, latent: 4, reconstruction: bernoulli", "epochs: 1");
        done("finetune", "ae", "--epochs", "3", "--head-epochs", "1");
        ReportRuns.trainHostile(models);
        String hostile = ReportRuns.hostile(models).toString();
        done("finetune", hostile, "--name", "hostile", "--epochs", "1", "--no-baseline");
    }

    private static Result done(String command, String run, String... more) {
        Result result = Cli.run(List.of(command, run, "--models", models.toString()), more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result;
    }

    private Document page(String run, String... more) throws IOException {
        Path file = output.resolve("page.html");
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--output", file.toString()));
        assertThat(done("report", run, words.toArray(String[]::new)).output().lines())
                .containsExactly(file.toString());
        return Jsoup.parse(file);
    }

    private static List<List<String>> csv(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }

    private static double exact(Element cell) {
        return Double.parseDouble(cell.expectFirst("data").attr("value"));
    }

    @Test
    void classesAreTakenForEachOtherAsFinetuneCountedThem() throws IOException {
        List<List<String>> counts = csv(models.resolve("ae-classifier/confusion.csv"));

        Document page = page("ae-classifier");

        List<Element> rows = page.select("#confusion tbody tr");
        assertThat(rows).hasSize(counts.size() - 1);
        int[] taken = new int[rows.size()];
        for (int actual = 0; actual < rows.size(); actual++) {
            List<Integer> expected = counts.get(actual + 1).stream()
                    .skip(1)
                    .map(Integer::valueOf)
                    .toList();
            assertThat(rows.get(actual).select("td").stream()
                            .map(cell -> cell.text().isEmpty() ? 0 : Integer.parseInt(cell.text())))
                    .isEqualTo(expected);
            for (int predicted = 0; predicted < taken.length; predicted++) {
                taken[predicted] += expected.get(predicted);
            }
        }
        List<Element> classes = page.select("#class-table tbody tr");
        for (int i = 0; i < classes.size(); i++) {
            List<Element> cells = classes.get(i).select("td");
            int[] own = counts.get(i + 1).stream()
                    .skip(1)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            int all = IntStream.of(own).sum();
            assertThat(classes.get(i).expectFirst("th").text())
                    .isEqualTo(counts.get(0).get(i + 1));
            assertThat(exact(cells.get(0))).isEqualTo(all);
            assertThat(exact(cells.get(1))).isEqualTo((double) own[i] / all);
            if (taken[i] == 0) {
                assertThat(cells.get(2).text()).isEqualTo("\u2013");
            } else {
                assertThat(exact(cells.get(2))).isEqualTo((double) own[i] / taken[i]);
            }
        }
    }

    @Test
    void theHeadNamesAccuracyAndBothBaselines() throws IOException {
        JsonNode accuracy =
                JSON.readTree(models.resolve("ae-classifier/manifest.json")).get("accuracy");
        List<String> percents = List.of("finetuned", "ofRegression", "fromScratch").stream()
                .map(name -> "%.1f\u00A0%%".formatted(100 * accuracy.get(name).asDouble()))
                .toList();

        Document page = page("ae-classifier");

        assertThat(page.expectFirst(".lead").wholeText()).contains(percents);
        assertThat(page.select(".figures dd").stream().map(Element::wholeText))
                .startsWith(percents.toArray(String[]::new));
        assertThat(page.select("nav a").eachText()).containsExactly("Classes", "Mistakes", "Training", "Record");
        assertThat(page.select("#training h3").eachText())
                .containsExactly("Head, epoch 1", "Fine-tuning, epochs 2 to 3", "From scratch, epochs 1 to 3");
        assertThat(page.select("#training .stage").get(2).select("line.best")).isEmpty();
        assertThat(page.select("#epochs tr.best")).hasSize(1);
        assertThat(page.select(".command").eachText()).contains("aectl predict ae-classifier --data FILE");
    }

    @Test
    void mistakesAreThosePredictIsMostCertainOf() throws IOException {
        done("predict", "ae-classifier", "--output", output.toString());
        List<List<String>> predictions = csv(output.resolve("predictions.csv"));
        List<String> header = predictions.get(0);
        Comparator<List<String>> certainty =
                Comparator.comparingDouble(row -> Double.parseDouble(row.get(header.indexOf("probability"))));
        List<String> expected = predictions.stream()
                .skip(1)
                .filter(row -> !row.get(header.indexOf("label")).equals(row.get(header.indexOf("predicted"))))
                .sorted(certainty.reversed())
                .limit(24)
                .map(row -> "row %s, %s taken for %s"
                        .formatted(
                                row.get(header.indexOf("row")),
                                row.get(header.indexOf("label")),
                                row.get(header.indexOf("predicted"))))
                .toList();

        Document page = page("ae-classifier");

        assertThat(page.select("#mistakes img").eachAttr("alt")).isEqualTo(expected);
    }

    @Test
    void examplesWithoutLabelsLeaveTheRest() throws IOException {
        Path unlabelled = Files.writeString(output.resolve("rows.csv"), "a,b\n0.5,0.1\n1,0\n");

        Document page = page("hostile", "--data", unlabelled.toString());

        assertThat(page.select(".remarks").text()).contains("have no labels");
        assertThat(page.select("nav a").eachText()).containsExactly("Training", "Record");
    }

    @Test
    void namesFromOutsideAreTextAndNothingElse() throws IOException {
        Document page = page("hostile");

        assertThat(page.select("#confusion thead th").eachText()).containsAll(ReportRuns.HOSTILE_CLASSES);
        assertThat(page.select("#mistakes td").eachText()).containsAnyElementsOf(ReportRuns.HOSTILE_CLASSES);
        assertThat(page.select("script")).hasSize(2);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("#mistakes thead th").eachText())
                .containsExactly("row", "is", "taken for", "probability", "a", "b");
    }

    @Test
    void aLoneCheckpointHasAPageToo() throws IOException {
        Document page =
                page(models.resolve("ae-classifier/checkpoints/best.zip").toString());

        assertThat(page.select("nav a").eachText()).containsExactly("Classes", "Mistakes", "Training", "Record");
        assertThat(page.select("#manifest")).isEmpty();
    }

    @Test
    void theEndSaysHowLargeThePageIsAndWhere() throws IOException {
        Path file = output.resolve("a page & <more> 100%.html");
        Result result = done("report", "ae-classifier", "--output", file.toString());

        String last = result.errorLines().get(result.errorLines().size() - 1);
        assertThat(last).matches(Pattern.compile("\\d+ kB, file:///\\S+"));
        String address = last.substring(last.indexOf("file:"));
        assertThat(address).contains("a%20page").contains("100%25.html");
        assertThat(Path.of(URI.create(address))).isEqualTo(file);
        assertThat(last).startsWith(Math.round(Files.size(file) / 1e3) + " kB");
    }
}
