package org.aectl.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.aectl.config.Activation;
import org.aectl.config.KlConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.VarianceConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.aectl.model.Networks;
import org.aectl.model.OptimizerTest;
import org.aectl.model.TrainingStep;
import org.aectl.model.code.Posterior;
import org.aectl.model.plan.NetworkPlan;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** model.zip in the hands of a program that knows Deeplearning4j and nothing of this one. */
class StockModelTest {
    private static final int FEATURES = 5;
    private static final int EXAMPLES = 3;
    private static final Batch BATCH = Models.batch(EXAMPLES, FEATURES, 2);
    private static final ExampleShape PICTURE = new ExampleShape(3, 4, 1);
    private static final int CLASSES = 3;
    private static final long MINUTES = 2;

    /** A program as a user of the model would write it. */
    private static final String PROGRAM = """
            import java.io.File;
            import org.deeplearning4j.nn.graph.ComputationGraph;
            import org.deeplearning4j.util.ModelSerializer;
            import org.nd4j.linalg.api.ndarray.INDArray;
            import org.nd4j.linalg.factory.Nd4j;

            public class UseModel {
                public static void main(String[] words) throws Exception {
                    try {
                        Class.forName("org.aectl.model.Autoencoder");
                        throw new AssertionError("aectl is on the class path");
                    } catch (ClassNotFoundException expected) {
                        ComputationGraph graph = ModelSerializer.restoreComputationGraph(new File(words[0]));
                        int rows = Integer.parseInt(words[1]);
                        int columns = (words.length - 2) / rows;
                        INDArray input = Nd4j.create(rows, columns);
                        for (int i = 0; i < rows * columns; i++) {
                            input.putScalar(i / columns, i % columns, Float.parseFloat(words[i + 2]));
                        }
                        INDArray output = graph.outputSingle(input);
                        for (int i = 0; i < rows * columns; i++) {
                            System.out.println("output " + output.getFloat(i / columns, i % columns));
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private static ModelConfig model(
            Activation activation, boolean tied, LikelihoodKind likelihood, @Nullable Activation output) {
        return Models.plain(
                ModelConfig.Family.AE,
                2,
                new NetworkConfig.Dense(List.of(4), activation),
                null,
                activation,
                tied,
                likelihood,
                output,
                List.of(),
                null);
    }

    static Stream<Arguments> models() {
        Stream<Arguments> everyActivation = Arrays.stream(Activation.values())
                .map(activation -> Arguments.of(model(activation, false, LikelihoodKind.GAUSSIAN, activation)));
        Stream<Arguments> combinations = Stream.of(LikelihoodKind.BERNOULLI, LikelihoodKind.GAUSSIAN)
                .flatMap(likelihood -> Stream.of(false, true)
                        .map(tied -> Arguments.of(model(Activation.TANH, tied, likelihood, null))));
        return Stream.concat(everyActivation, combinations);
    }

    private static Autoencoder trained(ModelConfig model) {
        Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7);
        Models.randomize(autoencoder, 0.6, 5);
        autoencoder.train(BATCH, new TrainingStep(0, 0, 0.01));
        return autoencoder;
    }

    private static byte[] written(Autoencoder autoencoder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StockModel.write(autoencoder, out);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheSameOutputsAndConsistsOfDeeplearning4jsOwnLayers(ModelConfig model) throws IOException {
        try (Autoencoder autoencoder = trained(model);
                INDArray input = Nd4j.create(BATCH.features(), new long[] {EXAMPLES, FEATURES}, 'c')) {
            ComputationGraph stock =
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(written(autoencoder)), true);
            for (var layer : stock.getLayers()) {
                Layer configuration = layer.conf().getLayer();
                assertThat(configuration.getClass().getName()).startsWith("org.deeplearning4j.");
            }
            float[] expected = autoencoder.codec().reconstruct(BATCH.features(), EXAMPLES);
            INDArray output = stock.outputSingle(input);
            float[] values = output.dup('c').data().asFloat();
            for (int i = 0; i < expected.length; i++) {
                assertThat(values[i]).isEqualTo(expected[i], Offset.offset(1e-5f * Math.max(1, Math.abs(expected[i]))));
            }
            // Its own close also collects all garbage, twice.
            stock.params().close();
        }
    }

    static Stream<Arguments> variationalModels() {
        NetworkConfig dense = Networks.dense(Activation.TANH, false, 4);
        NetworkConfig conv = Networks.conv(2, 2, NetworkConfig.Conv.Padding.SAME, 2);
        NetworkConfig normalized = new NetworkConfig.Conv(
                List.of(2), List.of(3), List.of(1), NetworkConfig.Conv.Padding.SAME, List.of(3), Activation.TANH, true);
        return Stream.of(ModelConfig.Family.VAE, ModelConfig.Family.CVAE)
                .flatMap(family -> Stream.of(
                        Arguments.of(family, dense, LikelihoodKind.BERNOULLI, null),
                        Arguments.of(family, conv, LikelihoodKind.BERNOULLI, null),
                        Arguments.of(family, normalized, LikelihoodKind.GAUSSIAN, null),
                        Arguments.of(family, dense, LikelihoodKind.GAUSSIAN, new VarianceConfig.Fixed(0.1)),
                        Arguments.of(family, dense, LikelihoodKind.GAUSSIAN, learned(VarianceConfig.Learned.Each.ALL)),
                        Arguments.of(
                                family, conv, LikelihoodKind.GAUSSIAN, learned(VarianceConfig.Learned.Each.FEATURE))));
    }

    private static VarianceConfig learned(VarianceConfig.Learned.Each each) {
        return new VarianceConfig.Learned(each);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
    @MethodSource("variationalModels")
    void givesTheSameMeanCodesLogVariancesAndReconstructions(
            ModelConfig.Family family,
            NetworkConfig network,
            LikelihoodKind likelihood,
            @Nullable VarianceConfig variance)
            throws IOException {
        ModelConfig model = Models.variational(family, network, 2, likelihood, variance, KlConfig.BOUND, 1, null);
        try (Autoencoder autoencoder =
                Autoencoder.create(model, Models.training(), NetworkPlan.of(model, PICTURE, CLASSES), 7)) {
            Batch batch = Models.corruptedBatch(EXAMPLES, PICTURE.size(), CLASSES, autoencoder.codeNoise(), 5);
            for (int step = 0; step < 5; step++) {
                autoencoder.train(batch, new TrainingStep(step, 0, 0.05));
            }
            Map<String, INDArray> values = stockValues(autoencoder, batch, model.isConditional());
            Posterior codes = autoencoder.codec().posterior(batch);
            assertSame(values, "code", codes.means());
            assertSame(values, "code-log-variance", codes.logVariances());
            assertSame(values, "code", doubles(autoencoder.codec().encode(batch)));
            assertSame(values, "output", doubles(autoencoder.codec().reconstruct(batch)));
        }
    }

    private static Map<String, INDArray> stockValues(Autoencoder autoencoder, Batch batch, boolean isConditional)
            throws IOException {
        ComputationGraph stock =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(written(autoencoder)), true);
        for (var layer : stock.getLayers()) {
            assertThat(layer.conf().getLayer().getClass().getName()).startsWith("org.deeplearning4j.");
        }
        INDArray input = Nd4j.create(batch.inputs(), new long[] {EXAMPLES, PICTURE.size()}, 'c');
        INDArray labels = Nd4j.create(EXAMPLES, CLASSES);
        for (int row = 0; row < EXAMPLES; row++) {
            labels.putScalar(row, batch.labels()[row], 1);
        }
        return stock.feedForward(isConditional ? new INDArray[] {input, labels} : new INDArray[] {input}, false);
    }

    private static double[] doubles(float[] values) {
        return Nd4j.createFromArray(values).toDoubleVector();
    }

    private static void assertSame(Map<String, INDArray> values, String layer, double[] expected) {
        INDArray actual = Objects.requireNonNull(values.get(layer), layer);
        assertThat(actual.dup('c').data().asDouble()).as(layer).containsExactly(expected, Offset.offset(1e-5));
        assertThat(expected).as(layer).doesNotContain(0);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POISSON")
    void hasTheSameLossThere(LikelihoodKind likelihood) throws IOException {
        try (Autoencoder autoencoder = trained(model(Activation.TANH, false, likelihood, null));
                INDArray input = Nd4j.create(BATCH.features(), new long[] {EXAMPLES, FEATURES}, 'c')) {
            ComputationGraph stock =
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(written(autoencoder)), true);
            double score = stock.score(new org.nd4j.linalg.dataset.DataSet(input, input));
            double loss = autoencoder.losses(BATCH).total();
            assertThat(score).isEqualTo(loss, Offset.offset(1e-4 * loss));
            // Its own close also collects all garbage, twice.
            stock.params().close();
        }
    }

    @Test
    void anOutputThatDeeplearning4jDoesNotHaveIsRefused() {
        try (Autoencoder autoencoder = trained(model(Activation.TANH, false, LikelihoodKind.POISSON, null))) {
            assertThat(StockModel.obstacle(autoencoder.model()))
                    .contains(
                            "Deeplearning4j has no output layer with the activation exp (model.reconstruction poisson)");
            assertThatThrownBy(() -> written(autoencoder)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void canBeWrittenWithEveryOptimizer() throws IOException {
        for (OptimizerConfig optimizer : OptimizerTest.optimizers()) {
            ModelConfig model = model(Activation.RELU, false, LikelihoodKind.BERNOULLI, null);
            try (Autoencoder autoencoder = Models.create(model, Models.training(optimizer, 0.1, null), FEATURES, 7)) {
                ComputationGraph stock =
                        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(written(autoencoder)), true);
                assertThat(stock.numParams())
                        .as("%s", optimizer)
                        .isEqualTo(autoencoder.plan().parameters());
                // Its own close also collects all garbage, twice.
                stock.params().close();
            }
        }
    }

    @Test
    void theSameModelGivesTheSameBytes() throws InterruptedException {
        ModelConfig model = model(Activation.TANH, true, LikelihoodKind.BERNOULLI, null);
        try (Autoencoder first = trained(model);
                Autoencoder second = trained(model)) {
            byte[] bytes = written(first);
            // Long enough for the clock of the zip format and for one in milliseconds to have moved.
            TimeUnit.MILLISECONDS.sleep(2100);
            assertThat(written(first)).containsExactly(bytes);
            assertThat(written(second)).containsExactly(bytes);
            second.train(BATCH, new TrainingStep(1, 0, 0.01));
            assertThat(written(second)).isNotEqualTo(bytes);
        }
    }

    @Test
    void anotherProgramLoadsItWithoutThisOne() throws IOException, InterruptedException {
        try (Autoencoder autoencoder = trained(model(Activation.ELU, true, LikelihoodKind.BERNOULLI, null))) {
            Path zip = folder.resolve("model.zip");
            Files.write(zip, written(autoencoder));
            List<Float> outputs = use(zip);
            float[] expected = autoencoder.codec().reconstruct(BATCH.features(), EXAMPLES);
            assertThat(outputs).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(outputs.get(i)).isEqualTo(expected[i], Offset.offset(1e-5f));
            }
        }
    }

    private List<Float> use(Path zip) throws IOException, InterruptedException {
        String classPath = classPathWithoutThisProgram();
        Path source = Files.writeString(folder.resolve("UseModel.java"), PROGRAM);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
                .isEqualTo(0);

        Path output = folder.resolve("output.txt");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx512m",
                                "-cp",
                                folder + File.pathSeparator + classPath,
                                "UseModel",
                                zip.toString(),
                                Integer.toString(EXAMPLES)),
                        floats(BATCH.features()))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", Files.readString(output)).isEqualTo(0);
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("output "))
                .map(line -> Float.valueOf(line.substring("output ".length())))
                .toList();
    }

    private static Stream<String> floats(float[] values) {
        return java.util.stream.IntStream.range(0, values.length).mapToObj(i -> Float.toString(values[i]));
    }

    private static String classPathWithoutThisProgram() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("classes")
                        && !Path.of(entry).getFileName().toString().startsWith("aectl"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
