package org.aectl.model.layer;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** Connects a {@link TransposedLayer} of a graph with the layer whose weights it uses. */
public final class TiedWeights {
    private TiedWeights() {}

    /**
     * @param graph an initialised graph
     * @param transposed name of a {@link TransposedLayer}
     * @param owner name of the {@link FullyConnectedLayer} whose weights it uses; nearer to the input
     */
    public static void tie(ComputationGraph graph, String transposed, String owner) {
        ((Transposed) graph.getLayer(transposed)).tieTo((FullyConnected) graph.getLayer(owner));
    }
}
