package org.aectl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aectl.cli.Result;
import org.aectl.config.source.Parquet;
import org.aectl.data.Examples;
import org.aectl.data.source.Sources;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.spark.connect.CommandShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trainings and trained models on a real cluster of two workers. Most run in one process that stays connected; each way in which a user
 * starts one is tried as well, and gives the same.
 */
class ClusterIT {
    private static final int ROWS = 1200;
    private static final int WIDTH = 6;

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static CommandShell shell;
    /** For processes of their own: the shell keeps every core of the first. */
    private static TestCluster other;

    @BeforeAll
    static void begin() throws IOException {
        cluster = TestCluster.start(folder.resolve("cluster"));
        writeRows();
        shell = cluster.shell(folder);
        other = TestCluster.start(folder.resolve("other"));
    }

    @AfterAll
    static void end() throws IOException {
        shell.close();
        cluster.close();
        other.close();
    }

    /** Three files of rows around a curve, in a folder; and one with all of them. */
    private static void writeRows() throws IOException {
        Files.createDirectories(folder.resolve("rows"));
        Random random = new Random(4);
        StringBuilder all = new StringBuilder("a,b,c,d,e,f,kind\n");
        for (int file = 0; file < 3; file++) {
            StringBuilder part = new StringBuilder("a,b,c,d,e,f,kind\n");
            for (int row = 0; row < ROWS / 3; row++) {
                double t = random.nextDouble() * 3;
                for (int i = 0; i < WIDTH; i++) {
                    part.append((float) (Math.sin(t + i) + 0.05 * random.nextGaussian()))
                            .append(',');
                }
                part.append(t < 1.5 ? "low" : "high").append('\n');
            }
            Files.writeString(folder.resolve("rows/part-" + file + ".csv"), part);
            all.append(part.substring(part.indexOf("\n") + 1));
        }
        Files.writeString(folder.resolve("rows/_SUCCESS"), "");
        Files.writeString(folder.resolve("all.csv"), all);
    }

    private static String config(String path, String model, String training, String clusterKeys) throws IOException {
        Path file = Files.createTempFile(folder, "config", ".yaml");
        Files.writeString(file, """
                seed: 3
                data: { type: csv, path: %s, label: kind, scale: standard, validation: 0.2 }
                model: %s
                training: %s
                cluster: %s
                """.formatted(path, model, training, clusterKeys));
        return file.toString();
    }

    private static Result onCluster(String... words) throws IOException {
        return shell.run(cluster.onCluster(words));
    }

    private static Result here(String... words) throws IOException {
        return shell.run(List.of(words));
    }

    private static String[] training(String name, String config, String... more) {
        return Stream.concat(Stream.of("train", "--config", config, "--name", name, "--quiet"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static void trained(String name, String config, String... more) throws IOException {
        isDone(onCluster(training(name, config, more)));
    }

    private static void local(String name, String config, String... more) throws IOException {
        isDone(here(training(name, config, more)));
    }

    private static void isDone(Result result) {
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
    }

    private static float[] weights(String run) throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("models").resolve(run).resolve("checkpoints"))) {
            Path last = files.filter(file -> file.getFileName().toString().startsWith("epoch"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return CheckpointFile.read(last).parameters();
        }
    }

    private static String metrics(String run) throws IOException {
        return Files.readString(folder.resolve("models").resolve(run).resolve("metrics.csv"));
    }

    private static double validationLoss(String run) throws IOException {
        List<String> lines = metrics(run).lines().toList();
        int column = List.of(lines.get(0).split(",", -1)).indexOf("validation.loss");
        return Double.parseDouble(lines.get(lines.size() - 1).split(",", -1)[column]);
    }

    /** A step on all rows at once along the mean of the gradients, also of so many workers that some add up for others. */
    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void aStepOfPlainDescentIsThatOfOneMachine(int workers) throws IOException {
        String training = "{ epochs: 5, batchSize: 1200, optimizer: { type: sgd, learningRate: 0.01 } }";
        String config = config(
                "rows", "{ type: ae, latent: 2, encoder: { layers: [8] } }", training, "{ workers: " + workers + " }");
        String whole = config("all.csv", "{ type: ae, latent: 2, encoder: { layers: [8] } }", training, "{}");
        String[] more = {"--set", "data.validation=0", "--set", "data.test=0"};
        trained("steps-" + workers, config, more);
        local("steps-local-" + workers, whole, more);

        float[] expected = weights("steps-local-" + workers);
        float[] found = weights("steps-" + workers);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("weight %d", i).isCloseTo(expected[i], within(2e-5f));
        }
    }

    /** The optimizer takes the step where the gradients come together, so that any is that of one machine. */
    @Test
    void aStepOfAdamIsThatOfOneMachine() throws IOException {
        String training =
                "{ epochs: 30, batchSize: 1200, optimizer: { type: adam, learningRate: 0.01 }, gradientClip: { norm: 1 } }";
        String model = "{ type: ae, latent: 2, encoder: { layers: [8] } }";
        String[] more = {"--set", "data.validation=0", "--set", "data.test=0"};
        trained("adam", config("rows", model, training, "{}"), more);
        local("adam-local", config("all.csv", model, training, "{}"), more);

        List<String> found = metrics("adam").lines().toList();
        List<String> expected = metrics("adam-local").lines().toList();
        assertThat(found).hasSameSizeAs(expected);
        for (int epoch = 1; epoch < found.size(); epoch++) {
            double loss = Double.parseDouble(expected.get(epoch).split(",", -1)[2]);
            assertThat(Double.parseDouble(found.get(epoch).split(",", -1)[2]))
                    .as("epoch %d", epoch)
                    .isCloseTo(loss, within(1e-3 * loss));
        }
    }

    /** Of a few hundred rows the two take other batches, so this is no more than that a cluster learns as well; the steps are compared above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: vae, latent: 2, encoder: { layers: [16] }, kl: { warmupEpochs: 3 } }",
                "{ type: sae, latent: 2, encoder: { layers: [16, 8] }, pretraining: { epochs: 3, noise: { type: salt-and-pepper, probability: 0.1 } } }",
                "{ type: cvae, latent: 2, encoder: { layers: [16] } }"
            })
    void learnsWhatOneMachineLearns(String model) throws IOException {
        String name = model.replaceAll("^\\{ type: (\\w+),.*", "$1");
        String training = "{ epochs: 10, batchSize: 64, optimizer: { type: adam, learningRate: 0.01 } }";
        trained(name, config("rows", model, training, "{}"));
        local(name + "-local", config("all.csv", model, training, "{}"));

        assertThat(validationLoss(name)).isLessThan(1.2 * validationLoss(name + "-local"));
        assertThat(Files.readString(folder.resolve("models/" + name + "/manifest.json")))
                .contains("\"name\" : \"spark\"")
                .contains("\"workers\" : 2");
    }

    /** Also in other processes, begun by the launcher and as a cluster's own script begins any application. */
    @Test
    void isTheSameAgainAfterAStopAndWithoutAWorker() throws Exception {
        String model = "{ type: vae, latent: 2, encoder: { layers: [16] } }";
        String config = config("rows", model, "{ epochs: 8, batchSize: 24 }", "{ batchesPerRound: 2 }");
        trained("first", config);
        isDone(other.submit(folder, training("launched", config)));
        isAsTheFirst("launched");
        isDone(other.sparkSubmit(folder, training("submitted", config)));
        isAsTheFirst("submitted");

        trained("stopped", config, "--epochs", "4");
        isDone(onCluster("train", "--resume", "stopped", "--epochs", "8", "--quiet"));
        isAsTheFirst("stopped");
        Result locally = here("train", "--resume", "first", "--epochs", "20");
        assertThat(locally.exitCode()).isEqualTo(2);
        assertThat(locally.errorOutput()).contains("was begun with --engine spark");

        Thread killer = new Thread(ClusterIT::killInMidEpoch);
        killer.start();
        Result result = other.submit(folder, training("bereft", config));
        killer.join();
        isDone(result);
        isAsTheFirst("bereft");
    }

    private static void isAsTheFirst(String run) throws IOException {
        assertThat(metrics(run)).isEqualTo(metrics("first"));
        assertThat(weights(run)).isEqualTo(weights("first"));
    }

    /** Once three epochs are written. */
    private static void killInMidEpoch() {
        try {
            Path metrics = folder.resolve("models/bereft/metrics.csv");
            while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 4) {
                Thread.sleep(20);
            }
            other.kill(1);
        } catch (IOException | InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Test
    void theKeysOfClustersMakeADifference() throws IOException {
        String model = "{ type: ae, latent: 2, encoder: { layers: [8] } }";
        String training = "{ epochs: 2, batchSize: 60 }";
        Map<String, String> results = new TreeMap<>();
        List<String> keys = List.of("{}", "{ workers: 3 }", "{ batchesPerRound: 3 }", "{ rowsPerShard: 100 }");
        for (int i = 0; i < keys.size(); i++) {
            trained("keys-" + i, config("rows", model, training, keys.get(i)));
            results.put(metrics("keys-" + i), keys.get(i));
        }

        assertThat(results).hasSameSizeAs(keys);
    }

    private static Map<Integer, float[]> rows(Path path, String... columns) {
        Examples examples = Sources.open(
                        new Parquet(
                                path,
                                null,
                                null,
                                Stream.concat(Stream.of("row"), Stream.of(columns))
                                        .toList(),
                                null),
                        null,
                        0)
                .training();
        Map<Integer, float[]> rows = new TreeMap<>();
        float[] values = new float[examples.shape().size()];
        for (int row = 0; row < examples.count(); row++) {
            examples.read(row, values, 0);
            assertThat(rows.put((int) values[0], values.clone()))
                    .as("row %s once", values[0])
                    .isNull();
        }
        return rows;
    }

    private static void equal(Map<Integer, float[]> found, Map<Integer, float[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSize(ROWS);
        expected.forEach((row, values) -> {
            for (int i = 0; i < values.length; i++) {
                assertThat(Objects.requireNonNull(found.get(row))[i])
                        .as("row %d", row)
                        .isCloseTo(values[i], within(1e-5f * Math.max(1, Math.abs(values[i]))));
            }
        });
    }

    @Test
    void aTrainedModelGivesWhatItGivesOnOneMachine() throws IOException {
        local("used", config("all.csv", "{ type: vae, latent: 2, encoder: { layers: [8] } }", "{ epochs: 3 }", "{}"));
        List<List<String>> calls = List.of(
                List.of("embed", "used", "--with-variance", "--format", "parquet"),
                List.of("reconstruct", "used", "--format", "parquet"),
                List.of("detect", "used", "--score", "nll", "--nll-samples", "5"));
        for (List<String> call : calls) {
            List<String> there = new ArrayList<>(call);
            there.addAll(List.of("--data", "rows", "--output", "there-" + call.get(0), "--quiet"));
            isDone(onCluster(there.toArray(String[]::new)));
            List<String> here = new ArrayList<>(call);
            here.addAll(List.of("--data", "all.csv", "--output", "here-" + call.get(0), "--quiet"));
            isDone(shell.run(here));
        }

        equal(
                rows(folder.resolve("there-embed"), "z*", "logVariance*"),
                rows(folder.resolve("here-embed/codes.parquet"), "z*", "logVariance*"));
        equal(
                rows(folder.resolve("there-reconstruct/reconstruction"), "a", "b", "c", "d", "e", "f"),
                rows(folder.resolve("here-reconstruct/reconstruction.parquet"), "a", "b", "c", "d", "e", "f"));
        Map<Integer, float[]> scores = rows(folder.resolve("there-detect"), "score");
        List<String> expected = Files.readAllLines(folder.resolve("here-detect/scores.csv"));
        assertThat(scores).hasSize(expected.size() - 1);
        int column = List.of(expected.get(0).split(",", -1)).indexOf("score");
        for (String line : expected.subList(1, expected.size())) {
            String[] cells = line.split(",", -1);
            assertThat((double) Objects.requireNonNull(scores.get(Integer.parseInt(cells[0])))[1])
                    .isCloseTo(Double.parseDouble(cells[column]), within(1e-3));
        }
    }

    /** The threshold is fitted on the training rows, which the workers read; of one class here. */
    @Test
    void flagsWhatOneMachineFlags() throws IOException {
        String[] words = {
            "detect",
            "flagging",
            "--score",
            "error",
            "--threshold",
            "quantile:0.9",
            "--data",
            "rows",
            "--json",
            "-o",
            "flags-there"
        };
        String config = config("all.csv", "{ type: ae, latent: 1, encoder: { layers: [4] } }", "{ epochs: 3 }", "{}");
        local("flagging", config, "--set", "data.classes=[low]");
        Result there = onCluster(words);
        isDone(there);
        words[words.length - 4] = "all.csv";
        words[words.length - 1] = "flags-here";
        Result alone = here(words);
        isDone(alone);

        Map<Integer, float[]> found = rows(folder.resolve("flags-there"), "outlier");
        List<String> expected = Files.readAllLines(folder.resolve("flags-here/scores.csv"));
        int column = List.of(expected.get(0).split(",", -1)).indexOf("outlier");
        int flagged = 0;
        for (String line : expected.subList(1, expected.size())) {
            String[] cells = line.split(",", -1);
            float flag = Float.parseFloat(cells[column]);
            assertThat(Objects.requireNonNull(found.get(Integer.parseInt(cells[0])))[1])
                    .as(line)
                    .isEqualTo(flag);
            flagged += (int) flag;
        }
        assertThat(flagged).isBetween(1, ROWS - 1);
        for (String name : List.of("examples", "rows", "value", "flagged")) {
            assertThat(number(there, name))
                    .as(name)
                    .isCloseTo(number(alone, name), within(1e-4 * Math.abs(number(alone, name))));
        }
    }

    /** Each file of results with the labels and the numbers of its own rows. */
    @Test
    void aLayersValuesAreThoseOfOneMachine() throws IOException {
        local("layered", config("all.csv", "{ type: ae, latent: 2, encoder: { layers: [8] } }", "{ epochs: 1 }", "{}"));
        String[] words = {
            "embed", "layered", "--layer", "encoder-1", "--format", "npy", "--data", "rows", "-o", "layer-there"
        };
        Result there = onCluster(words);
        isDone(there);
        words[words.length - 3] = "all.csv";
        words[words.length - 1] = "layer-here";
        Result here = here(words);
        isDone(here);

        assertThat(there.errorOutput()).isEqualTo(here.errorOutput().replace("all.csv", "rows"));
        assertThat(there.output().strip()).isEqualTo("layer-there");
        List<String> labels = new ArrayList<>(List.of("row,label"));
        for (int file = 0; file < 3; file++) {
            List<String> lines = Files.readAllLines(folder.resolve("layer-there/labels/part-0000" + file + ".csv"));
            labels.addAll(lines.subList(1, lines.size()));
        }
        assertThat(labels).isEqualTo(Files.readAllLines(folder.resolve("layer-here/labels.csv")));
    }

    @Test
    void tellsOfValuesThatAreOutsideOfTheLikelihood() throws IOException {
        local(
                "bits",
                config("rows/part-0.csv", "{ type: ae, latent: 2, reconstruction: bernoulli }", "{ epochs: 1 }", "{}"),
                "--set",
                "data.scale=minmax");
        for (String command : List.of("evaluate", "detect")) {
            List<String> score = command.equals("detect") ? List.of("--score", "loss") : List.of();
            List<String> there = new ArrayList<>(List.of(command, "bits", "--data", "rows"));
            there.addAll(score);
            if (command.equals("detect")) {
                there.addAll(List.of("-o", "bits-there"));
            }
            List<String> here = new ArrayList<>(List.of(command, "bits", "--data", "all.csv"));
            here.addAll(score);

            assertThat(outside(onCluster(there.toArray(String[]::new))))
                    .isEqualTo(outside(shell.run(here)))
                    .isNotEmpty();
        }
    }

    /** The warning, by the name that the rows have on the cluster. */
    private static String outside(Result result) {
        isDone(result);
        return result.errorLines().stream()
                .filter(line -> line.contains("scaled values are outside of"))
                .map(line -> line.replace("all.csv", "rows"))
                .reduce("", String::concat);
    }

    @Test
    void measuresWhatOneMachineMeasures() throws IOException {
        local(
                "measured",
                config("all.csv", "{ type: vae, latent: 2, encoder: { layers: [8] } }", "{ epochs: 3 }", "{}"));
        Result there = onCluster("evaluate", "measured", "--data", "rows", "--nll-samples", "4", "--json");
        Result here = here("evaluate", "measured", "--data", "all.csv", "--nll-samples", "4", "--json");
        isDone(there);

        for (String name : List.of("loss", "reconstruction", "kl", "sse", "mse", "elbo", "activeUnits", "nll")) {
            assertThat(number(there, name))
                    .as(name)
                    .isCloseTo(number(here, name), within(1e-4 * Math.abs(number(here, name))));
        }
    }

    private static double number(Result result, String name) {
        return Double.parseDouble(result.output().replaceAll("(?s).*?\"" + name + "\" *: *([-0-9.eE]+).*", "$1"));
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("broken"));
        Files.copy(folder.resolve("rows/part-0.csv"), folder.resolve("broken/part-0.csv"));
        Files.writeString(folder.resolve("broken/part-1.csv"), "a,b,c,d,e,f,kind\n1,2,3,x,5,6,low\n");
        String model = "{ type: ae, latent: 2 }";
        refused(other.submit(folder, "train", "--config", config("broken", model, "{}", "{}")), "part-1.csv: line 2");
        refused(onCluster("train", "--config", config("nowhere", model, "{}", "{}")), "nowhere: there is no such file");
        refused(
                onCluster("train", "--config", config("rows", model, "{ batchSize: 2 }", "{ workers: 3 }")),
                "training.batchSize is 2, which cannot be shared among 3 workers");
        Files.writeString(folder.resolve("other.csv"), "a,b,c,d,e,f,kind\n1,2,3,4,5,6,odd\n");
        refused(
                onCluster(
                        "train",
                        "--config",
                        config("rows, testPath: other.csv", "{ type: cvae, latent: 2 }", "{}", "{}")),
                "the test split holds the class odd; the model knows high, low");
        refused(
                TestCluster.local(
                        folder,
                        "train",
                        "--config",
                        config("rows", model, "{}", "{}"),
                        "--engine",
                        "spark",
                        "--master",
                        "nonsense"),
                "--master nonsense");
        refused(
                here("train", "--config", config("rows", model, "{}", "{}"), "--master", "local[2]"),
                "--master local[2] needs --engine spark");
        assertThat(folder.resolve("models/config")).doesNotExist();
    }

    private static void refused(Result result, String message) {
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(2);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: ")
                .contains(message);
        assertThat(result.output()).isEmpty();
    }
}
