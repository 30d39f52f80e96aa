package org.aectl.task.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.KeyedRandom;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.CodeSampler;
import org.aectl.infer.sampling.GaussianMixture;
import org.aectl.infer.sampling.MixtureSampler;
import org.aectl.infer.sampling.PriorSampler;
import org.aectl.model.code.Prior;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/**
 * How codes are to be drawn.
 *
 * @param kind null for the prior where the model has one, and the mixture for all others
 * @param components of the mixture, at least 1; null for {@link #COMPONENTS}, or for the prior
 * @param temperature that standard deviations are multiplied by, above 0
 * @param seed decides the draws, and where the fit of the mixture starts
 */
public record SamplerChoice(@Nullable Kind kind, @Nullable Integer components, double temperature, long seed) {
    /** As many as Ghosh et al. 2020 fit to the codes of digits and faces. */
    public static final int COMPONENTS = 10;

    /** What codes are drawn from. */
    public enum Kind {
        /** The distribution that training drew codes to. */
        PRIOR,
        /** A mixture of normal distributions fitted to the codes of the training rows. */
        GMM
    }

    /**
     * Looks at what needs no model to be known.
     *
     * @throws InvalidInputException if nothing can be drawn so from any
     */
    public SamplerChoice {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--temperature must be above 0, was " + temperature);
        }
        if (kind == Kind.PRIOR && components != null) {
            throw noComponents("a prior has none");
        }
    }

    private static InvalidInputException noComponents(String reason) {
        return new InvalidInputException("--components needs --sampler gmm; " + reason);
    }

    /**
     * The sampler for a run's model.
     *
     * @param onlyClass number of the class that all codes will be of; null for all classes, or for a model without
     * @throws InvalidInputException if this model's codes cannot be drawn so
     */
    CodeSampler open(TrainedRun<TrainedModel> run, @Nullable Integer onlyClass) {
        TrainedModel model = run.model();
        Optional<Prior> prior = model.autoencoder().prior();
        Kind usual = prior.isPresent() ? Kind.PRIOR : Kind.GMM;
        if ((kind == null ? usual : kind) == Kind.GMM) {
            return mixture(run, onlyClass);
        }
        if (prior.isEmpty()) {
            throw new InvalidInputException(
                    "--sampler prior needs a model whose codes have a prior, but this one is of type "
                            + EnumNames.of(model.checkpoint().config().model().type()) + "; use --sampler gmm");
        }
        if (components != null) {
            throw noComponents("this model's codes are drawn from its prior");
        }
        return new PriorSampler(prior.get(), model.autoencoder().codeSize(), seed, temperature);
    }

    /** A conditional decoder expects of each class other codes, so each has a mixture of its own. */
    private CodeSampler mixture(TrainedRun<TrainedModel> run, @Nullable Integer onlyClass) {
        TrainedModel model = run.model();
        TrainingCodes codes = new TrainingCodes(run);
        Map<Integer, GaussianMixture> mixtures = new HashMap<>();
        if (!model.isConditional()) {
            mixtures.put(0, fit(codes.all(), model, 0, "training rows"));
            return new MixtureSampler(mixtures, seed, temperature);
        }
        List<String> classes = model.checkpoint().classes();
        List<Integer> needed = onlyClass != null
                ? List.of(onlyClass)
                : IntStream.range(0, classes.size()).boxed().toList();
        for (int label : needed) {
            String rows = "training rows of class " + classes.get(label);
            mixtures.put(label, fit(codes.ofClass(label), model, label, rows));
        }
        return new MixtureSampler(mixtures, seed, temperature);
    }

    /** @param rows what messages call the examples whose codes these are */
    private GaussianMixture fit(float[] codes, TrainedModel model, int label, String rows) {
        int units = model.autoencoder().codeSize();
        int wanted = components == null ? COMPONENTS : components;
        if (codes.length / units < wanted) {
            throw new InvalidInputException("--components must be at most the number of " + rows + ", "
                    + codes.length / units + ", was " + wanted);
        }
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.MIXTURE, 0, label);
        return Activity.during(
                "fitting a gaussian mixture to the codes of the " + rows,
                () -> GaussianMixture.fit(codes, units, wanted, random));
    }
}
