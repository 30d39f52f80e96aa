package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.VarianceConfig;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.KeyedRandom.Purpose;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What evaluate says of variational models, against plain loops over the weights that model.zip holds. */
class VariationalEvaluationTest {
    private static final int PIXELS = 28 * 28;
    private static final int UNITS = 3;
    private static final int ROWS = 20;
    private static final int DRAWS = 7;

    @TempDir
    private Path folder;

    private Path train(String data, String model) throws IOException {
        Cli.train(folder, "run", """
                seed: 11
                data: { %s }
                model: { latent: 3, encoder: { layers: [8], activation: tanh }, %s }
                training: { epochs: 2, batchSize: 20, optimizer: { type: adam, learningRate: 0.02 } }
                """.formatted(data, model));
        return folder.resolve("run");
    }

    private Path trainOnDigits(String model) throws IOException {
        return train("type: builtin, name: mnist-mini, limit: 100", model);
    }

    private static JsonNode evaluate(Path run, String... more) {
        Result result = Cli.run(List.of("evaluate", run.toString(), "--json"), more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return JsonMapper.shared().readTree(result.output()).path("metrics");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: vae, reconstruction: bernoulli",
                "type: vae",
                "type: vae, variance: { type: fixed, value: 0.1 }",
                "type: vae, variance: { type: learned }",
                "type: vae, variance: { type: learned, each: feature }, kl: { beta: 0.5 }",
                "type: vae, reconstruction: bernoulli, samples: 3, bound: elbo, kl: { beta: 2 }",
                "type: cvae, reconstruction: bernoulli",
                "type: cvae, samples: 2"
            })
    void reportsWhatPlainLoopsGive(String model) throws IOException {
        Path run = trainOnDigits(model);
        JsonNode metrics = evaluate(
                run, "--nll-samples", Integer.toString(DRAWS), "--limit", Integer.toString(ROWS), "--batch-size", "8");
        Expectation expected = new Expectation(run);
        assertClose(metrics, "reconstruction", expected.reconstruction);
        assertClose(metrics, "kl", Arrays.stream(expected.divergences).sum());
        assertClose(metrics, "loss", expected.loss);
        assertClose(metrics, "elbo", expected.elbo());
        assertClose(metrics, "sse", expected.squares);
        assertClose(metrics, "nll", expected.negativeLogLikelihood);
        assertThat(metrics.path("nllSamples").asInt()).isEqualTo(DRAWS);
        assertThat(metrics.path("activeUnits").asInt()).isEqualTo(expected.activeUnits());
        assertThat(metrics.path("klPerUnit").size()).isEqualTo(UNITS);
        for (int unit = 0; unit < UNITS; unit++) {
            assertClose(metrics.path("klPerUnit").get(unit).asDouble(), expected.divergences[unit], "unit " + unit);
        }
    }

    private static void assertClose(JsonNode metrics, String name, double expected) {
        assertThat(metrics.path(name).isNumber()).as(name).isTrue();
        assertClose(metrics.path(name).asDouble(), expected, name);
    }

    private static void assertClose(double actual, double expected, String name) {
        assertThat(actual).as(name).isCloseTo(expected, within(1e-4 * Math.abs(expected) + 1e-7));
    }

    /** The metrics of the first test rows. */
    private static final class Expectation {
        private final ExperimentConfig config;
        private final Examples test;
        private final PlainVariational plain;
        private final double[][] means = new double[ROWS][];
        private final double[] divergences = new double[UNITS];
        private double reconstruction;
        private double loss;
        private double squares;
        private double negativeLogLikelihood;

        Expectation(Path run) throws IOException {
            Checkpoint checkpoint = CheckpointFile.read(run.resolve("checkpoints/best.zip"));
            config = checkpoint.config();
            test = Splits.of(
                            Sources.open(config.data().source(), config.data().limit(), config.seed()),
                            config.data(),
                            config.seed())
                    .get("test");
            int classes = config.model().isConditional() ? 10 : 0;
            plain = PlainVariational.of(run, classes, loss(config.model(), checkpoint.parameters()));
            for (int row = 0; row < ROWS; row++) {
                add(row);
            }
        }

        private static boolean isBernoulli(ModelConfig model) {
            return model.reconstruction() == LikelihoodKind.BERNOULLI;
        }

        private static ToDoubleBiFunction<double[], double[]> loss(ModelConfig model, float[] parameters) {
            if (isBernoulli(model)) {
                return PlainVariational::bernoulli;
            }
            if (model.variance() == null) {
                return PlainVariational::squaredError;
            }
            double[] variances = new double[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                variances[i] = variance(model.variance(), parameters, i);
            }
            return PlainVariational.gaussian(variances);
        }

        /** A learnt one is not in model.zip: the last parameters are its logarithms. */
        private static double variance(VarianceConfig variance, float[] parameters, int feature) {
            if (variance instanceof VarianceConfig.Fixed fixed) {
                return fixed.value();
            }
            boolean isOne = variance instanceof VarianceConfig.Learned learned
                    && learned.each() == VarianceConfig.Learned.Each.ALL;
            double logarithm = parameters[parameters.length - (isOne ? 1 : PIXELS - feature)];
            assertThat(logarithm).isNotZero();
            return Math.exp(logarithm);
        }

        private double[] features(int row) {
            float[] bytes = new float[PIXELS];
            test.read(row, bytes, 0);
            double[] features = new double[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                features[i] = bytes[i] / 255.0;
            }
            return features;
        }

        /** The next normal numbers of a key, as floats are. */
        private static double[] noise(KeyedRandom random) {
            return IntStream.range(0, UNITS)
                    .mapToDouble(i -> (float) random.nextGaussian())
                    .toArray();
        }

        private void add(int row) {
            double[] features = features(row);
            int label = test.label(row);
            PlainVariational.Code code = plain.encode(features, label);
            means[row] = code.means();
            double divergence = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                divergence += code.divergence(unit);
                divergences[unit] += code.divergence(unit) / ROWS;
            }
            addLoss(row, features, code, divergence);
            double[] output = plain.decode(code.means(), label);
            double[] mean = isBernoulli(config.model())
                    ? Arrays.stream(output).map(PlainVariational::sigmoid).toArray()
                    : output;
            squares += PlainVariational.squaredError(mean, features) / ROWS;
            negativeLogLikelihood -= logLikelihood(row, features, code) / ROWS;
        }

        private void addLoss(int row, double[] features, PlainVariational.Code code, double divergence) {
            KeyedRandom random = new KeyedRandom(config.seed(), Purpose.CODE, -1, row);
            int samples = config.model().samples();
            double beta = config.model().kl() == null ? 1 : config.model().kl().beta();
            double[] losses = new double[samples];
            double[] weights = new double[samples];
            for (int sample = 0; sample < samples; sample++) {
                double[] drawn = code.drawn(noise(random));
                losses[sample] = plain.loss(drawn, features, test.label(row));
                weights[sample] = -losses[sample] + beta * (logPrior(drawn) - code.logDensity(drawn));
            }
            double mean = Arrays.stream(losses).average().orElseThrow();
            boolean isWeighted = config.model().bound() == ModelConfig.Bound.IWAE;
            reconstruction += mean / ROWS;
            loss += (isWeighted ? -PlainVariational.logMeanExp(weights) : mean + beta * divergence) / ROWS;
        }

        private double logLikelihood(int row, double[] features, PlainVariational.Code code) {
            double[] weights = new double[DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                double[] drawn = code.drawn(noise(new KeyedRandom(config.seed(), Purpose.IMPORTANCE, draw, row)));
                double logLikelihood = -plain.loss(drawn, features, test.label(row)) - omitted();
                weights[draw] = logLikelihood + logPrior(drawn) - code.logDensity(drawn);
            }
            return PlainVariational.logMeanExp(weights);
        }

        private static double logPrior(double[] codes) {
            return new PlainVariational.Code(new double[UNITS], new double[UNITS]).logDensity(codes);
        }

        /** The squared error is that of the variance 1/2, without its constant. */
        private double omitted() {
            boolean isPlain = !isBernoulli(config.model()) && config.model().variance() == null;
            return isPlain ? PIXELS * Math.log(Math.PI) / 2 : 0;
        }

        double elbo() {
            return -reconstruction - omitted() - Arrays.stream(divergences).sum();
        }

        int activeUnits() {
            int active = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                int column = unit;
                double mean = Arrays.stream(means)
                        .mapToDouble(row -> row[column])
                        .average()
                        .orElseThrow();
                double variance = Arrays.stream(means)
                        .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                        .average()
                        .orElseThrow();
                active += variance > 0.01 ? 1 : 0;
            }
            return active;
        }
    }

    @Test
    void moreDrawsTightenTheBoundOnTheLikelihood() throws IOException {
        Path run = trainOnDigits("type: vae, reconstruction: bernoulli");

        JsonNode few = evaluate(run, "--limit", "20", "--nll-samples", "1");
        JsonNode many = evaluate(run, "--limit", "20", "--nll-samples", "30");

        assertThat(many.path("nll").asDouble())
                .isLessThan(few.path("nll").asDouble())
                .isLessThan(-many.path("elbo").asDouble());
    }

    @Test
    void peopleReadTheUseOfTheCodeAndTheLikelihoodOnlyIfTheyAsk() throws IOException {
        Path run = trainOnDigits("type: vae, reconstruction: bernoulli");

        String usual = Cli.run("evaluate", run.toString()).output();
        String asked = Cli.run("evaluate", run.toString(), "--nll-samples", "2").output();

        assertThat(usual)
                .contains(
                        "\n  Evidence lower bound \u2191 ",
                        "bound: nats, 1 code drawn for each example, seed 11.\n",
                        "Divergence of each unit in nats: ")
                .containsPattern("\n  Active code units +[0-9]+\n")
                .doesNotContain("Negative");
        assertThat(asked)
                .contains(
                        "\n  Negative log-likelihood \u2193 ",
                        "likelihood: nats, 2 codes drawn for each example, seed 11.\n");
        assertThat(asked.lines().filter(line -> !line.contains("Negative")).toList())
                .isEqualTo(usual.lines().toList());
    }

    @Test
    void theLikelihoodOfAPlainModelIsRefused() throws IOException {
        Path run = trainOnDigits("type: ae");

        assertRefused(
                Cli.run("evaluate", run.toString(), "--nll-samples", "5"),
                "run: --nll-samples estimates the likelihood of a variational model, but this one is of type ae");
        assertRefused(
                Cli.run("evaluate", run.toString(), "--nll-samples", "0"), "--nll-samples must be at least 1, was 0");
        JsonNode metrics = evaluate(run);
        assertThat(metrics.has("elbo")).isFalse();
        assertThat(metrics.has("activeUnits")).isFalse();
    }

    @Test
    void aConditionalModelRefusesPicturesWithoutLabels() throws IOException {
        Path run = trainOnDigits("type: cvae");
        String row = IntStream.range(0, PIXELS).mapToObj(i -> "1").collect(Collectors.joining(","));
        Path data = Files.writeString(folder.resolve("unlabelled.csv"), row + "\n" + row + "\n");

        assertRefused(
                Cli.run("evaluate", run.toString(), "--data", data.toString()),
                data + ": the model is conditional on labels, one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,"
                        + " but these examples have none");
    }

    @Test
    void aConditionalModelCannotBeTrainedWithoutLabels() throws IOException {
        Files.writeString(folder.resolve("numbers.csv"), "1,2\n3,4\n".repeat(30));
        Path config = Files.writeString(
                folder.resolve("run.yaml"),
                "data: { type: csv, path: numbers.csv }\nmodel: { type: cvae, latent: 2 }\n");

        Result result = Cli.run("train", "--config", config.toString(), "--output", folder.toString());

        assertRefused(result, "model.type cvae is conditional on labels, but the training data have none; ");
    }

    @Test
    void aConditionalModelKnowsClassesByTheirNamesAndRefusesOthers() throws IOException {
        table("training.csv", "north", "east", "south");
        Path run = train("type: csv, path: training.csv, label: class", "type: cvae, kl: { beta: 0.01 }");
        double squares = 0;
        for (String name : List.of("south", "east", "north")) {
            squares += evaluate(run, "--data", table(name + ".csv", name))
                    .path("sse")
                    .asDouble();
        }

        String all = table("all.csv", "south", "east", "north");
        String other = table("other.csv", "south", "west");

        assertClose(evaluate(run, "--data", all), "sse", squares / 3);
        Result refused = Cli.run("evaluate", run.toString(), "--data", other);
        assertRefused(refused, other + ": row 30 is of class 'west'; the model knows ");
        assertThat(refused.errorOutput()).contains("north", "east", "south");
    }

    /** Thirty rows of each class, the same whatever classes there are beside it. */
    private String table(String file, String... classes) throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,class\n");
        for (String name : classes) {
            Random random = new Random(name.length() + name.charAt(0));
            for (int row = 0; row < 30; row++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%.4f,%.4f,%.4f,%s%n",
                        random.nextDouble(),
                        random.nextDouble(),
                        (double) name.charAt(0) + random.nextDouble(),
                        name));
            }
        }
        return Files.writeString(folder.resolve(file), text).toString();
    }

    private static void assertRefused(Result result, String problem) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: ")
                .contains(problem);
    }
}
