package org.aectl.kernel;

/** While it is open, everything is computed as on a GPU: by the framework's operations, and never in the host's memory. */
public final class FrameworkWay implements AutoCloseable {
    public FrameworkWay() {
        HostArray.allow(false);
    }

    @Override
    public void close() {
        HostArray.allow(true);
    }
}
