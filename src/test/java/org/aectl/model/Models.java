package org.aectl.model;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.aectl.config.Activation;
import org.aectl.config.KlConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NoiseConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.VarianceConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.plan.NetworkPlan;
import org.jspecify.annotations.Nullable;

/** Configs and batches for tests of this package. */
public final class Models {
    private Models() {}

    /** A model without variance, variational parts and pretraining. */
    public static ModelConfig plain(
            ModelConfig.Family type,
            int latent,
            NetworkConfig encoder,
            @Nullable NetworkConfig decoder,
            Activation codeActivation,
            boolean tied,
            LikelihoodKind reconstruction,
            @Nullable Activation outputActivation,
            List<NoiseConfig> noise,
            @Nullable SparsityConfig sparsity) {
        return new ModelConfig(
                type,
                latent,
                encoder,
                decoder,
                codeActivation,
                tied,
                ModelConfig.InitialWeights.SCALED,
                reconstruction,
                outputActivation,
                null,
                null,
                1,
                null,
                noise,
                sparsity,
                null,
                null,
                null);
    }

    /** Hidden layers and code with one activation, and a linear output. */
    public static ModelConfig model(
            int latent, List<Integer> hidden, Activation activation, boolean tied, LikelihoodKind likelihood) {
        return plain(
                ModelConfig.Family.AE,
                latent,
                new NetworkConfig.Dense(hidden, activation),
                null,
                activation,
                tied,
                likelihood,
                null,
                List.of(),
                null);
    }

    /** A plain autoencoder with one hidden layer on either side of the code. */
    public static ModelConfig model(
            int hidden,
            int latent,
            Activation activation,
            boolean tied,
            LikelihoodKind reconstruction,
            @Nullable Activation output,
            @Nullable SparsityConfig sparsity) {
        return plain(
                ModelConfig.Family.AE,
                latent,
                new NetworkConfig.Dense(List.of(hidden), activation),
                null,
                activation,
                tied,
                reconstruction,
                output,
                List.of(),
                sparsity);
    }

    /** A mirrored variational autoencoder. */
    public static ModelConfig variational(
            ModelConfig.Family family,
            NetworkConfig network,
            int latent,
            LikelihoodKind likelihood,
            @Nullable VarianceConfig variance,
            KlConfig kl,
            int samples,
            ModelConfig.@Nullable Bound bound) {
        return new ModelConfig(
                family,
                latent,
                network,
                null,
                Activation.IDENTITY,
                false,
                ModelConfig.InitialWeights.SCALED,
                likelihood,
                null,
                variance,
                kl,
                samples,
                bound,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** One layer of sigmoid units with a contractive penalty, and a linear decoder. */
    public static ModelConfig contractive(int latent, boolean tied, @Nullable SparsityConfig sparsity, double lambda) {
        NetworkConfig none = Networks.dense(Activation.IDENTITY, false);
        return penalised(none, latent, Activation.SIGMOID, tied, sparsity, lambda, null);
    }

    /** One hidden layer, and a code that is drawn to the prior. */
    public static ModelConfig drawnToPrior(int latent, @Nullable SparsityConfig sparsity, double weight) {
        NetworkConfig hidden = Networks.dense(Activation.TANH, false, 4);
        return penalised(hidden, latent, Activation.IDENTITY, false, sparsity, null, weight);
    }

    private static ModelConfig penalised(
            NetworkConfig network,
            int latent,
            Activation code,
            boolean tied,
            @Nullable SparsityConfig sparsity,
            @Nullable Double contraction,
            @Nullable Double mmd) {
        return new ModelConfig(
                ModelConfig.Family.AE,
                latent,
                network,
                null,
                code,
                tied,
                ModelConfig.InitialWeights.SCALED,
                LikelihoodKind.GAUSSIAN,
                null,
                null,
                null,
                1,
                null,
                List.of(),
                sparsity,
                contraction,
                mmd,
                null);
    }

    /** Random examples in [0,1], with inputs that differ from the targets, labels, and normal numbers for the code. */
    public static Batch corruptedBatch(int examples, int features, int classes, int codeNoise, long seed) {
        Batch batch = corruptedBatch(examples, features, seed);
        Random random = new Random(seed + 1);
        int[] labels = random.ints(examples, 0, classes).toArray();
        float[] noise = new float[examples * codeNoise];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return new Batch(batch.rows(), batch.inputs(), batch.features(), labels, noise);
    }

    /** Random examples in [0,1], with inputs that differ from the targets. */
    public static Batch corruptedBatch(int examples, int features, long seed) {
        Random random = new Random(seed);
        float[] targets = new float[examples * features];
        float[] inputs = new float[targets.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextFloat();
            inputs[i] = targets[i] + (float) (0.3 * random.nextGaussian());
        }
        return new Batch(new int[examples], inputs, targets, new int[0]);
    }

    public static TrainingConfig training() {
        return training(new OptimizerConfig.Adam(0.001, 0.9, 0.999, 1e-8), 0, null);
    }

    public static TrainingConfig training(
            OptimizerConfig optimizer, double l2, TrainingConfig.@Nullable GradientClip clip) {
        return new TrainingConfig(
                1,
                4,
                optimizer,
                new ScheduleConfig.Constant(),
                0,
                l2,
                clip,
                null,
                new TrainingConfig.Checkpoints(1, 10, 1),
                TrainingConfig.OnDivergence.STOP,
                null);
    }

    /** Uniform features in [0,1). */
    public static Batch batch(int examples, int features, long seed) {
        Random random = new Random(seed);
        float[] values = new float[examples * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Batch(IntStream.range(0, examples).toArray(), values, new int[0]);
    }

    /** Gives every weight and bias a value, so that no bias is 0. */
    public static void randomize(Autoencoder autoencoder, double deviation, long seed) {
        Random random = new Random(seed);
        float[] parameters = autoencoder.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (deviation * random.nextGaussian());
        }
        autoencoder.setParameters(parameters);
    }

    /** A new autoencoder for examples of a shape and without labels. */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, ExampleShape example, long seed) {
        return Autoencoder.create(model, training, NetworkPlan.of(model, example, 0), seed);
    }

    /** As above, for examples that are plain rows of so many features. */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, int features, long seed) {
        return create(model, training, ExampleShape.features(features), seed);
    }
}
