package org.aectl.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aectl.cli.console.ExitCode;
import org.aectl.eval.Metric;
import org.aectl.report.Numbers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code evaluate} and the page of {@code report} say of a run is the same: every number of one stands in the other. */
class SameMetricsTest {
    private static final String MODEL = "this model";

    @TempDir
    private Path models;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    type: ae, latent: 2                                                        | DIGITS |
                    type: ae, latent: 3, encoder: { type: conv, filters: [2], kernel: [3], stride: [2] } | DIGITS |
                    type: vae, latent: 2, reconstruction: bernoulli                            | DIGITS | l2: 0.001,
                    type: vae, latent: 2, reconstruction: gaussian, variance: { type: learned } | ROWS   |
                    type: cvae, latent: 2, reconstruction: bernoulli                           | DIGITS |
                    type: dae, latent: 2, noise: [{ type: gaussian, sigma: 0.1 }]              | ROWS   | l2: 0.001,
                    type: ae, latent: 2, codeActivation: sigmoid, encoder: { layers: [6], activation: sigmoid }, sparsity: { type: kl, rho: 0.1, beta: 0.1 } | ROWS |
                    type: ae, latent: 3, sparsity: { type: top-k, k: 2 }                       | DIGITS |
                    type: sae, latent: 2, pretraining: { epochs: 1 }                           | ROWS   |
                    """)
    void everyNumberOfOneStandsInTheOther(String model, String data, String training) throws IOException {
        Cli.train(models, "run", """
                data: { %s }
                model: { %s%s }
                training: { %s epochs: 1, batchSize: 20 }
                """.formatted(
                        data.equals("DIGITS")
                                ? "type: builtin, name: mnist-mini, limit: 80"
                                : "type: swiss-roll, examples: 90, scale: standard",
                        model.contains("encoder") ? "" : "encoder: { layers: [6] }, ",
                        model,
                        training == null ? "" : training));

        Map<String, Map<String, Double>> told = told(run("evaluate", "--json"));
        Map<String, Map<String, Double>> shown =
                shown(run("report", "--output", models.resolve("page.html").toString()));

        assertThat(shown).isEqualTo(told);
        assertThat(told.get(MODEL)).containsKeys("Loss", "Squared error", "Compression ratio");
        assertThat(told.get("PCA")).containsOnlyKeys(titles(data)).isNotEqualTo(told.get("mean"));
        assertThat(told.get("mean")).containsOnlyKeys(titles(data));
    }

    private static Set<String> titles(String data) {
        Set<String> errors = Set.of("Squared error", "Mean squared error");
        return data.equals("DIGITS")
                ? Set.of("Squared error", "Mean squared error", "Peak signal-to-noise ratio", "Structural similarity")
                : errors;
    }

    private String run(String command, String... more) {
        Result result = Cli.run(List.of(command, "run", "--models", models.toString()), more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result.output();
    }

    /** By model and title, as it is rounded for people. */
    private static Map<String, Map<String, Double>> told(String json) {
        JsonNode report = JsonMapper.shared().readTree(json);
        Map<String, Double> ofModel = numbers(report.path("metrics"));
        ofModel.putAll(numbers(report.path("sparsity")));
        return Map.of(MODEL, ofModel, "PCA", numbers(report.path("pca")), "mean", numbers(report.path("mean")));
    }

    private static Map<String, Double> numbers(JsonNode object) {
        return object.properties().stream()
                .filter(entry ->
                        entry.getValue().isNumber() && Metric.of(entry.getKey()).isPresent())
                .collect(toMap(
                        entry -> Metric.of(entry.getKey()).orElseThrow().title(),
                        entry -> entry.getValue().isIntegralNumber()
                                ? entry.getValue().asDouble()
                                : Double.parseDouble(
                                        Numbers.plain(entry.getValue().asDouble()))));
    }

    private Map<String, Map<String, Double>> shown(String path) throws IOException {
        Document page = Jsoup.parse(Path.of(path.strip()));
        Element table = page.expectFirst("#metrics");
        List<String> columns = table.select("thead th").eachText();
        Map<String, Map<String, Double>> shown = new LinkedHashMap<>();
        for (int column = 1; column < columns.size(); column++) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            for (Element row : table.select("tbody tr")) {
                Element number = row.child(column).selectFirst("data");
                if (number != null) {
                    numbers.put(
                            row.child(0).ownText().strip(),
                            Double.parseDouble(
                                    number.text().replace("\u2212", "-").replace(",", "")));
                }
            }
            shown.put(columns.get(column), numbers);
        }
        return shown;
    }
}
