package org.aectl.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.data.ExampleShape;
import org.aectl.model.code.PosteriorMoments;
import org.aectl.model.code.Prior;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.convolution.ConvolutionShape;
import org.aectl.model.likelihood.OutputVariance;
import org.jspecify.annotations.Nullable;

/**
 * Every layer of an autoencoder or a classifier, worked out from its config: what the network consists of, before there is
 * one.
 *
 * @param example shape of one example
 * @param encoder from the input to the code; the last layer is named {@link #CODE}
 * @param decoder from the code to the output, in a classifier the head; the layer named {@link #OUTPUT} is linear, its
 *     activation being the likelihood's, and only learnt variances may follow it
 */
public record NetworkPlan(ExampleShape example, List<LayerPlan> encoder, List<LayerPlan> decoder) {
    /** The layer whose activations are the code. */
    public static final String CODE = "code";
    /** The decoder's linear layer with a value for each feature, or the head's with one for each class. */
    public static final String OUTPUT = "output";

    /** The linear layer before a code that is a distribution: means, then log-variances. */
    public static final String MOMENTS = CODE + "-moments";

    /** The parameters behind the output, where its variance is learnt. */
    public static final String VARIANCE = "variance";

    /**
     * Plans the network for examples of a shape.
     *
     * @param classes of the examples; 0 where they have no labels
     * @throws InvalidInputException if the network cannot take them
     */
    public static NetworkPlan of(ModelConfig model, ExampleShape example, int classes) {
        if (model.isConditional() && classes == 0) {
            throw new InvalidInputException("model.type cvae is conditional on labels, but the training data have none;"
                    + " say where they are (data.label of csv data, data.labels of idx and npy data, sub-folders of"
                    + " images), or use model.type vae");
        }
        int conditions = model.isConditional() ? classes : 0;
        List<LayerPlan> encoder = encoder(model, example, conditions);
        List<Dense> owners = new ArrayList<>();
        if (model.tied()) {
            encoder.stream().filter(Dense.class::isInstance).forEach(layer -> owners.add(0, (Dense) layer));
        }
        NetworkConfig network = model.decoder() == null ? model.encoder().mirrored() : model.decoder();
        List<LayerPlan> decoder = new ArrayList<>(decoder(model, network, example, owners, conditions));
        int variances = model.variance() == null ? 0 : model.variance().learned(example.size());
        if (variances > 0) {
            decoder.add(new OutputVariance(VARIANCE, example.size(), variances));
        }
        return new NetworkPlan(example, encoder, List.copyOf(decoder));
    }

    /** As {@link #of(ModelConfig, ExampleShape, int)}, for examples without labels. */
    public static NetworkPlan of(ModelConfig model, ExampleShape example) {
        return of(model, example, 0);
    }

    /**
     * The classifier that a linear layer behind this network's code makes. A code that is a distribution is replaced by its
     * means.
     *
     * @param classes at least 2
     */
    public NetworkPlan classifier(int classes) {
        LayerPlan head = new Dense(OUTPUT, codeSize(), classes, Activation.IDENTITY, true);
        return new NetworkPlan(example, meanEncoder(), List.of(head));
    }

    private List<LayerPlan> meanEncoder() {
        int moments = encoder.size() - 2;
        if (moments < 0 || !(encoder.get(moments) instanceof PosteriorMoments distribution)) {
            return encoder;
        }
        List<LayerPlan> layers = new ArrayList<>(encoder.subList(0, moments));
        layers.add(distribution.means());
        return List.copyOf(layers);
    }

    /** Units of the code. */
    public int codeSize() {
        return encoder.get(encoder.size() - 1).outputs();
    }

    /** All layers in the direction of the data. */
    public Stream<LayerPlan> layers() {
        return Stream.concat(encoder.stream(), decoder.stream());
    }

    /** Number of parameters that training sets; the largest number there is where it cannot be counted. */
    public long parameters() {
        return layers().mapToLong(LayerPlan::parameters).reduce(0, (sum, next) -> {
            long both = sum + next;
            return both < 0 ? Long.MAX_VALUE : both;
        });
    }

    /**
     * As lectures write it: {@code 784-256-32-256-784}, or {@code 28x28x1-14x14x32-16-14x14x32-28x28x1}; {@code +10} are
     * ten values for the label.
     */
    @Override
    public String toString() {
        List<String> sizes = new ArrayList<>();
        sizes.add(Integer.toString(example.size()));
        layers().forEach(layer -> layer.addSize(sizes));
        return String.join("-", sizes);
    }

    private static List<LayerPlan> encoder(ModelConfig model, ExampleShape example, int conditions) {
        NetworkConfig network = model.encoder();
        LayerChain chain = new LayerChain("encoder", network, example.size());
        if (network.convolutions() > 0) {
            ExampleShape shape = picture(example, "model.encoder");
            for (int i = 0; i < network.convolutions(); i++) {
                ConvolutionShape convolution = convolution(network, i, shape, "model.encoder");
                chain.convolution(convolution);
                shape = convolution.features();
            }
        }
        // Labels are no pictures: they come after the convolutions.
        chain.condition(conditions);
        network.layers().forEach(units -> chain.dense(units, null));
        return switch (model.code()) {
            case DETERMINISTIC -> chain.endWithDense(CODE, model.latent(), model.codeActivation(), null);
            case GAUSSIAN ->
                chain.endWithGaussianCode(CODE, model.latent(), Prior.of(model).orElseThrow());
        };
    }

    private static List<LayerPlan> decoder(
            ModelConfig model, NetworkConfig network, ExampleShape example, List<Dense> owners, int conditions) {
        LayerChain chain = new LayerChain("decoder", network, model.latent());
        chain.condition(conditions);
        int layer = 0;
        for (int units : network.layers()) {
            chain.dense(units, owner(owners, layer));
            layer++;
        }
        if (network.convolutions() == 0) {
            return chain.endWithDense(OUTPUT, example.size(), Activation.IDENTITY, owner(owners, layer));
        }
        List<ConvolutionShape> convolutions = towards(network, picture(example, "model.decoder"));
        chain.dense(convolutions.get(0).features().size(), null);
        int last = convolutions.size() - 1;
        convolutions.subList(0, last).forEach(chain::transposedConvolution);
        return chain.endWithTransposedConvolution(OUTPUT, convolutions.get(last), Activation.IDENTITY);
    }

    /** The convolutions that a decoder's transposed ones undo so that the last of them ends at a given shape. */
    private static List<ConvolutionShape> towards(NetworkConfig network, ExampleShape end) {
        List<ConvolutionShape> convolutions = new ArrayList<>();
        ExampleShape shape = end;
        for (int i = network.convolutions() - 1; i >= 0; i--) {
            ConvolutionShape convolution = convolution(network, i, shape, "model.decoder");
            convolutions.add(0, convolution);
            shape = convolution.features();
        }
        return convolutions;
    }

    private static ExampleShape picture(ExampleShape example, String path) {
        if (!example.isImage()) {
            throw new InvalidInputException(path + " is of type conv, which needs pictures, but an example is a row of "
                    + Counts.of(example.size(), "value")
                    + "; use type dense, or say the pictures' size (data.shape of npy data)");
        }
        return example;
    }

    private static ConvolutionShape convolution(NetworkConfig network, int index, ExampleShape image, String path) {
        NetworkConfig.Convolution convolution = network.convolution(index);
        int kernel = convolution.kernel();
        if (!convolution.same() && kernel > Math.min(image.height(), image.width())) {
            throw new InvalidInputException(
                    "%s.kernel: filters of %dx%d do not fit into the %dx%d pixels that convolution %d works on; use padding same, a smaller kernel or stride, or fewer filters"
                            .formatted(path, kernel, kernel, image.height(), image.width(), index + 1));
        }
        return new ConvolutionShape(image, convolution.filters(), kernel, convolution.stride(), convolution.same());
    }

    private static @Nullable Dense owner(List<Dense> owners, int layer) {
        return owners.isEmpty() ? null : owners.get(layer);
    }
}
