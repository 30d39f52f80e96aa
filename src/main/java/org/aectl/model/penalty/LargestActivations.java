package org.aectl.model.penalty;

import java.util.Arrays;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keeps the k largest activations of each example and makes the others 0 (Makhzani and Frey 2014). The gradient passes
 * through those that are kept. Of equal ones the first are kept.
 */
public final class LargestActivations extends BaseActivationFunction {
    private final IActivation activation;
    private final int kept;

    /**
     * @param activation what is applied before the choice
     * @param kept k, at least 1; from the number of units on, all are kept
     */
    public LargestActivations(IActivation activation, int kept) {
        this.activation = activation;
        this.kept = kept;
    }

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
        INDArray activations = activation.getActivation(in, training);
        return activations.muli(mask(activations));
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
        INDArray mask = mask(activation.getActivation(in.dup(), true));
        return activation.backprop(in, epsilon.muli(mask));
    }

    /** 1 where an activation is kept, else 0. */
    private INDArray mask(INDArray activations) {
        int units = (int) activations.size(1);
        float[] values = activations.dup('c').data().asFloat();
        float[] mask = new float[values.length];
        for (int start = 0; start < values.length; start += units) {
            markLargest(values, start, units, mask);
        }
        return Nd4j.create(mask, activations.shape(), 'c').castTo(activations.dataType());
    }

    private void markLargest(float[] values, int start, int units, float[] mask) {
        float smallestKept = kthLargest(Arrays.copyOfRange(values, start, start + units), Math.min(kept, units));
        int equalOnes = kept;
        for (int i = start; i < start + units; i++) {
            equalOnes -= values[i] > smallestKept ? 1 : 0;
        }
        for (int i = start; i < start + units; i++) {
            boolean isEqual = values[i] == smallestKept;
            if (values[i] > smallestKept || (isEqual && equalOnes-- > 0)) {
                mask[i] = 1;
            }
        }
    }

    /** Hoare's selection: what would stand at place k, from 1, if the values were sorted downwards; reorders them. */
    static float kthLargest(float[] values, int k) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            float pivot = values[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] > pivot) {
                    i++;
                }
                while (values[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    float value = values[i];
                    values[i++] = values[j];
                    values[j--] = value;
                }
            }
            if (k - 1 <= j) {
                high = j;
            } else if (k - 1 >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[k - 1];
    }
}
