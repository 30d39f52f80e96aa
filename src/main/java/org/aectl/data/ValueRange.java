package org.aectl.data;

/** The smallest and the largest of some values. */
public record ValueRange(float minimum, float maximum) {
    /** What an unsigned byte can hold. */
    public static final ValueRange BYTE = new ValueRange(0, 255);
}
