package org.aectl.run.checkpoint;

/**
 * How a classifier was made of an autoencoder.
 *
 * @param parent that its encoder comes from
 * @param frozen whether only the head learnt
 * @param labelsPerClass labelled examples that were drawn of each class; 0 where all were used
 * @param epochs passes over the labelled examples
 * @param headEpochs the first of them, in which only the head learnt
 * @param batchSize examples of a step
 * @param learningRate of Adam
 * @param seed of the draw of labels, the order of the examples and random weights
 */
public record Finetuning(
        Parent parent,
        boolean frozen,
        int labelsPerClass,
        int epochs,
        int headEpochs,
        int batchSize,
        double learningRate,
        long seed) {

    /**
     * The autoencoder.
     *
     * @param run its name
     * @param checkpoint file that the weights were read from
     * @param sha256 of that file, in hexadecimal
     * @param epoch of its training that the weights come from
     */
    public record Parent(String run, String checkpoint, String sha256, int epoch) {}
}
