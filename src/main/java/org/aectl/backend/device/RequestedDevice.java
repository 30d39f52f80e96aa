package org.aectl.backend.device;

import java.util.Locale;

/** What a user asks to compute on. */
public enum RequestedDevice {
    /** A GPU where one can be used, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** A GPU, or nothing at all. */
    CUDA;

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
