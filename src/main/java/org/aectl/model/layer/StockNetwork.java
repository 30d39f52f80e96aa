package org.aectl.model.layer;

import java.util.function.UnaryOperator;
import org.aectl.data.ExampleShape;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network of Deeplearning4j's own layers that grows layer by layer. */
public interface StockNetwork {
    /** Whether the layer gives the values that the loss judges. */
    boolean isOutput(LayerPlan layer);

    /** The loss that judges them. */
    LossFunction loss();

    /** Their activation. */
    IActivation outputActivation();

    /** The next layer takes rows. */
    void toRow();

    /** The next layer takes pictures. */
    void toPicture(ExampleShape shape);

    /** The last layer gave pictures. */
    void gavePicture(ExampleShape shape);

    /** Adds a layer behind the last one. */
    void append(String name, Layer layer);

    /** Adds a layer that takes what the next one takes, and that nothing follows. */
    void appendBeside(String name, Layer layer);

    /** Appends the label to the values, one-hot. */
    void appendLabel(String name);

    /**
     * Has a parameter there be what one is here.
     *
     * @param to name of the layer there
     * @param from name of the layer here
     * @param layout from the order here to the one there
     */
    void copy(String to, String parameter, String from, UnaryOperator<INDArray> layout);

    /** Has the weights of a layer there change nothing. */
    void makeIdentity(String to);
}
