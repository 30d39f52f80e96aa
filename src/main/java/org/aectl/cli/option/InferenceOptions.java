package org.aectl.cli.option;

import java.io.IOException;
import org.aectl.base.InvalidInputException;
import org.aectl.task.InferenceRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On which run and which examples; for every command that uses a trained model. */
public final class InferenceOptions {
    @Mixin
    public RunOptions run;

    @Mixin
    private DataOptions examples;

    @Mixin
    private CacheOption cache;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private DeviceOption device;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only.")
    private @Nullable Integer limit;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "" + InferenceRequest.BATCH_SIZE,
            description = "Examples in a batch (default: ${DEFAULT-VALUE}). Results do not depend on it, except for"
                    + " penalties on batch means: model.sparsity kl and model.kl.freeBits.")
    private int batchSize;

    /** Whether other examples than the run's own were asked for. */
    public boolean hasData() {
        return examples.data() != null;
    }

    /** What is asked for, of data that are there. */
    public InferenceRequest request() throws IOException {
        examples.dataHere();
        return anywhere();
    }

    /**
     * What an engine is asked for.
     *
     * @throws InvalidInputException if a cluster is asked for other than data that are named
     */
    public InferenceRequest request(EngineOption engine) throws IOException {
        if (!engine.isCluster()) {
            return request();
        }
        if (!hasData()) {
            throw new InvalidInputException("--engine spark needs --data: a file or folder that the cluster can read");
        }
        engine.refuse("--split", examples.split() != null);
        return anywhere();
    }

    private InferenceRequest anywhere() throws IOException {
        atLeastOne("--limit", limit);
        atLeastOne("--batch-size", batchSize);
        String split = examples.split();
        return new InferenceRequest(cache.of(run.resolve()), examples.data(), split, limit, batchSize);
    }

    public static void atLeastOne(String option, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new InvalidInputException(option + " must be at least 1, was " + value);
        }
    }
}
