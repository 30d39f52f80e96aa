package org.aectl.run;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.DataFile;
import org.aectl.run.checkpoint.Finetuning;
import org.aectl.run.checkpoint.TestAccuracy;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.TextFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a run comes from and what became of it.
 *
 * @param version of this program
 * @param commandLine the words it was started with
 * @param environment Java, natives, BLAS, threads: what decides the last bits of the result
 * @param seed of every random draw
 * @param data every file the examples were read from
 * @param rows examples of each split
 * @param shape of one example
 * @param network its units, layer by layer
 * @param parameters how many numbers training sets
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; null while it runs
 * @param seconds time spent training, over all its sessions
 * @param outcome see {@link Outcome}
 * @param epochs completed
 * @param metric the metric that is followed
 * @param bestEpoch the epoch that model.zip and best.zip come from; 0 where there is none
 * @param bestValue the metric at that epoch; null where there is none
 * @param warnings what the user was told before the training
 * @param sparsity how active the hidden units of the best model are on the test split (on the training split where there
 *     is none); null without model.sparsity
 * @param code how much of a variational code is used, likewise; null for another code
 * @param finetuning how a classifier was made; null for an autoencoder
 * @param accuracy of a classifier on the test split; null for an autoencoder, or before it was measured
 */
public record Manifest(
        String version,
        List<String> commandLine,
        JsonNode environment,
        long seed,
        List<DataFile> data,
        Map<String, Integer> rows,
        String shape,
        String network,
        long parameters,
        String started,
        @Nullable String ended,
        double seconds,
        Outcome outcome,
        int epochs,
        String metric,
        int bestEpoch,
        @Nullable Double bestValue,
        List<String> warnings,
        @Nullable JsonNode sparsity,
        @Nullable JsonNode code,
        @Nullable Finetuning finetuning,
        @Nullable TestAccuracy accuracy) {

    public Manifest {
        // A file may say null for anything.
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(commandLine, "commandLine");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(warnings, "warnings");
        // Jackson reads null as a node of its own.
        sparsity = sparsity == null || sparsity.isNull() ? null : sparsity;
        code = code == null || code.isNull() ? null : code;
    }

    /** A manifest at the start of a run. */
    public static Manifest begun(
            List<String> commandLine,
            JsonNode environment,
            long seed,
            List<DataFile> data,
            Map<String, Integer> rows,
            String shape,
            String network,
            long parameters,
            String started,
            String metric,
            List<String> warnings) {
        return new Manifest(
                ProgramVersion.get(),
                commandLine,
                environment,
                seed,
                data,
                rows,
                shape,
                network,
                parameters,
                started,
                null,
                0,
                Outcome.RUNNING,
                0,
                metric,
                0,
                null,
                warnings,
                null,
                null,
                null,
                null);
    }

    /** What became of a run. */
    public enum Outcome {
        RUNNING,
        DONE,
        STOPPED_EARLY,
        INTERRUPTED,
        DIVERGED,
        FAILED,
        /** Said of a run that is not held although its file says {@link #RUNNING}; no file says so. */
        KILLED;

        /** As the manifest has it. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String NO_MANIFEST = ": damaged, or no manifest of aectl";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            // A list in JSON may hold null whatever its type in Java says.
            .changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL))
            .build();

    /** This manifest at a later time. */
    public Manifest at(String end, double trainingSeconds, Outcome newOutcome, TrainingProgress progress) {
        return new Manifest(
                version,
                commandLine,
                environment,
                seed,
                data,
                rows,
                shape,
                network,
                parameters,
                started,
                newOutcome == Outcome.RUNNING ? null : end,
                trainingSeconds,
                newOutcome,
                progress.epoch(),
                metric,
                progress.bestEpoch(),
                progress.bestEpoch() == 0 ? null : progress.bestValue(),
                warnings,
                sparsity,
                code,
                finetuning,
                accuracy);
    }

    /** This manifest, read while nobody trains the run. */
    Manifest orKilled() {
        return outcome == Outcome.RUNNING ? with(Outcome.KILLED, sparsity, code, finetuning, accuracy) : this;
    }

    /** This manifest with what was measured of the units. */
    public Manifest with(@Nullable JsonNode newSparsity, @Nullable JsonNode newCode) {
        return with(outcome, newSparsity, newCode, finetuning, accuracy);
    }

    /** The manifest of a classifier, so far without what was measured of it. */
    public Manifest with(Finetuning newFinetuning) {
        return with(outcome, sparsity, code, newFinetuning, null);
    }

    /** This manifest of a classifier with what was measured of it, if anything was. */
    public Manifest with(@Nullable TestAccuracy newAccuracy) {
        return with(outcome, sparsity, code, finetuning, newAccuracy);
    }

    private Manifest with(
            Outcome newOutcome,
            @Nullable JsonNode newSparsity,
            @Nullable JsonNode newCode,
            @Nullable Finetuning newFinetuning,
            @Nullable TestAccuracy newAccuracy) {
        return new Manifest(
                version,
                commandLine,
                environment,
                seed,
                data,
                rows,
                shape,
                network,
                parameters,
                started,
                ended,
                seconds,
                newOutcome,
                epochs,
                metric,
                bestEpoch,
                bestValue,
                warnings,
                newSparsity,
                newCode,
                newFinetuning,
                newAccuracy);
    }

    public void write(Path file) throws IOException {
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    public static Manifest read(Path file) throws IOException {
        try {
            if (JSON.readTree(TextFile.read(file)) instanceof ObjectNode tree) {
                // Manifests from before there were classifiers lack these.
                List.of("finetuning", "accuracy").forEach(key -> tree.putIfAbsent(key, NullNode.getInstance()));
                if (tree.get("accuracy") instanceof ObjectNode accuracy) {
                    accuracy.putIfAbsent("ofRegression", NullNode.getInstance());
                }
                return JSON.treeToValue(tree, Manifest.class);
            }
        } catch (JacksonException damaged) {
            throw new InvalidInputException(file + NO_MANIFEST, damaged);
        }
        throw new InvalidInputException(file + NO_MANIFEST);
    }
}
