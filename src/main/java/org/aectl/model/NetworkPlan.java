package org.aectl.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;

/**
 * Every layer of an autoencoder, worked out from its config: what the network consists of, before there is one.
 *
 * @param encoder from the input to the code; the last layer is named {@link #CODE}
 * @param decoder from the code to the output; the last layer is named {@link #OUTPUT} and linear, its activation being
 *     the likelihood's
 */
public record NetworkPlan(List<LayerPlan> encoder, List<LayerPlan> decoder) {
    /** The layer whose activations are the code. */
    public static final String CODE = "code";
    /** The decoder's last, linear layer. */
    public static final String OUTPUT = "output";

    /** @param features size of one example */
    public static NetworkPlan of(ModelConfig model, int features) {
        NetworkConfig.Dense encoder = dense(model.encoder());
        NetworkConfig.Dense decoder = model.decoder() == null ? mirrored(encoder) : dense(model.decoder());
        List<LayerPlan> encoding =
                chain("encoder", features, encoder, CODE, model.latent(), model.codeActivation(), List.of());
        List<LayerPlan> owners = model.tied() ? reversed(encoding) : List.of();
        List<LayerPlan> decoding =
                chain("decoder", model.latent(), decoder, OUTPUT, features, Activation.IDENTITY, owners);
        return new NetworkPlan(encoding, decoding);
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

    /** As lectures write it: {@code 784-256-32-256-784}. */
    @Override
    public String toString() {
        StringBuilder units = new StringBuilder().append(encoder.get(0).inputs());
        layers().forEach(layer -> units.append('-').append(layer.outputs()));
        return units.toString();
    }

    private static List<LayerPlan> chain(
            String prefix,
            int inputs,
            NetworkConfig.Dense hidden,
            String lastName,
            int lastUnits,
            Activation lastActivation,
            List<LayerPlan> owners) {
        List<LayerPlan> layers = new ArrayList<>();
        int units = inputs;
        for (int next : hidden.layers()) {
            String owner = owners.isEmpty() ? null : owners.get(layers.size()).name();
            layers.add(new LayerPlan(prefix + "-" + (layers.size() + 1), units, next, hidden.activation(), owner));
            units = next;
        }
        String owner = owners.isEmpty() ? null : owners.get(layers.size()).name();
        layers.add(new LayerPlan(lastName, units, lastUnits, lastActivation, owner));
        return List.copyOf(layers);
    }

    private static NetworkConfig.Dense dense(NetworkConfig network) {
        if (network instanceof NetworkConfig.Dense dense) {
            return dense;
        }
        throw new IllegalArgumentException("unknown kind of network: " + network);
    }

    private static NetworkConfig.Dense mirrored(NetworkConfig.Dense encoder) {
        return new NetworkConfig.Dense(reversed(encoder.layers()), encoder.activation());
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }
}
