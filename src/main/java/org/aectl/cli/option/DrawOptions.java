package org.aectl.cli.option;

import org.aectl.task.sample.SamplerChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What codes are drawn from at random, and how many. */
public final class DrawOptions {
    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many examples (default: ${DEFAULT-VALUE}).")
    public int count;

    @Option(
            names = "--sampler",
            paramLabel = "SAMPLER",
            completionCandidates = CandidateWords.Samplers.class,
            description =
                    "What to draw codes from: prior (the default of models with one: vae, cvae, model.mmd), or gmm, a Gaussian mixture fitted"
                            + " to the codes of the training rows, for a cvae one for each class (the default of other models).")
    private SamplerChoice.@Nullable Kind sampler;

    @Option(
            names = "--components",
            paramLabel = "K",
            description = "Components of the mixture (default: "
                    + SamplerChoice.COMPONENTS
                    + "); their covariances are full up to 64 code units, diagonal above.")
    private @Nullable Integer components;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description =
                    "Multiply the standard deviations of the drawn codes: below 1 for more typical examples, above 1"
                            + " for stranger ones (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    public SamplerChoice sampler() {
        InferenceOptions.atLeastOne("--count", count);
        InferenceOptions.atLeastOne("--components", components);
        return new SamplerChoice(sampler, components, temperature, seed);
    }
}
