package org.aectl.data;

import java.io.Serializable;

/** The smallest and the largest of some values. */
public record ValueRange(float minimum, float maximum) implements Serializable {
    /** What an unsigned byte can hold. */
    public static final ValueRange BYTE = new ValueRange(0, 255);
}
