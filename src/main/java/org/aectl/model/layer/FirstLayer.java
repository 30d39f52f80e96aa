package org.aectl.model.layer;

/** A layer that can leave out the gradient of its input, which nobody needs of a network's first layer. */
public interface FirstLayer {
    /** Whether {@code backpropGradient} gives no gradient of the input; it does at first. */
    void leaveOutInputGradient(boolean isLeftOut);
}
