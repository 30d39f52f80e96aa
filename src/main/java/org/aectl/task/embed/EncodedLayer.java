package org.aectl.task.embed;

import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.data.batch.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.layer.LayerPlan;
import org.jspecify.annotations.Nullable;

/** A layer of a trained model, whose values are written as codes. */
record EncodedLayer(TrainedModel model, LayerPlan layer) {

    /**
     * Finds a layer.
     *
     * @param name null for the code itself
     * @throws InvalidInputException if there is no layer of this name
     */
    static EncodedLayer of(TrainedModel model, @Nullable String name) {
        if (name == null) {
            List<LayerPlan> encoder = model.autoencoder().plan().encoder();
            return new EncodedLayer(model, encoder.get(encoder.size() - 1));
        }
        List<LayerPlan> layers = model.autoencoder().plan().layers().toList();
        return layers.stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .map(layer -> new EncodedLayer(model, layer))
                .orElseThrow(() -> new InvalidInputException("--layer must be one of "
                        + String.join(", ", layers.stream().map(LayerPlan::name).toList()) + ", was " + name));
    }

    /** How many numbers it has for an example. */
    int units() {
        return layer.outputs();
    }

    /** Its values, [examples x units]; the means of distributions. */
    float[] values(Batch batch) {
        return values(model.autoencoder(), batch);
    }

    /** The same by another network over the model's weights. */
    float[] values(Autoencoder autoencoder, Batch batch) {
        return autoencoder.codec().activations(batch, layer.name());
    }
}
